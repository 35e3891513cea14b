/* Numbers as leaders type them. */
#pragma once
#include "words/words.h"

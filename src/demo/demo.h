/* What fills and shows a demonstration: made of whatever province folder there is. */
#pragma once
#include "province/province.h"

/* The everyday service asked for most: the first by code that the unit decides on that day; NULL none. */
const struct procedure *demo_procedure(const struct province *p, str unit, int day);

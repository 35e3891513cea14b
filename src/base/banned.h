/* Functions that overflow, lie about errors or depend on hidden state: naming one is a compile error. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#define BANNED(name) use_of_banned_function_##name
#undef strcpy
#define strcpy BANNED(strcpy)
#undef strcat
#define strcat BANNED(strcat)
#undef strncpy
#define strncpy BANNED(strncpy)
#undef strncat
#define strncat BANNED(strncat)
#undef strtok
#define strtok BANNED(strtok)
#undef sprintf
#define sprintf BANNED(sprintf)
#undef vsprintf
#define vsprintf BANNED(vsprintf)
#undef gets
#define gets BANNED(gets)
#undef atoi
#define atoi BANNED(atoi)
#undef atol
#define atol BANNED(atol)
#undef rand
#define rand BANNED(rand)
#undef srand
#define srand BANNED(srand)
#undef localtime
#define localtime BANNED(localtime)
#undef gmtime
#define gmtime BANNED(gmtime)
#undef ctime
#define ctime BANNED(ctime)
#undef asctime
#define asctime BANNED(asctime)
#undef system
#define system BANNED(system)
#undef popen
#define popen BANNED(popen)
#undef alloca
#define alloca BANNED(alloca)

#include "config.h"

typedef int ptl_placeholder;

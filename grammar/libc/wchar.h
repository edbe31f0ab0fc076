#pragma once
#include "wctype.h"

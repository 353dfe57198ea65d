// SPDX-License-Identifier: Apache-2.0
/* The function is in the library that -sanitize=fuzzer links. */
#include "CFuzzer.h"

// SPDX-License-Identifier: Apache-2.0
/* The entrance of libFuzzer, which its own headers don't declare (LLVM, FuzzerDriver). */
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

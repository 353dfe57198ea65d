#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# swift build and swift test as the tests use them: scripts/swift-debug.sh build|test [OPTION…]
# C code is optimized, which takes no longer to build: without, hashing passwords is most of what a test's server does.
# All debug builds go through here, for other flags would build everything anew.
exec swift "$1" -Xcc -O2 "${@:2}"

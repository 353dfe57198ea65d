# SPDX-License-Identifier: Apache-2.0
"""What the browser tests stand on: the program under test, visitors, sentences, sample documents."""

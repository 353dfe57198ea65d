// SPDX-License-Identifier: Apache-2.0
#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>

/// Starts a program in a session of its own, in `folder`, with nothing to read, printing to the descriptors `output`
/// and `complaint`; no other descriptor and no signal setting of the caller reaches it. Returns 0 or an errno.
int spawn_in_session(pid_t *pid, char *const arguments[], char *const environment[], const char *folder, int output,
                     int complaint);

/// Opens a pipe whose ends close when another program is started. Returns 0 or an errno.
int open_private_pipe(int ends[2]);

#endif

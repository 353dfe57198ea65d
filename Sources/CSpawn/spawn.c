// SPDX-License-Identifier: Apache-2.0

// Swift's Glibc module hides what only GNU has: the actions that change the folder and close descriptors.
#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

static int prepare_actions(posix_spawn_file_actions_t *actions, const char *folder, int output, int complaint) {
    int status = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!status) status = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (!status) status = posix_spawn_file_actions_adddup2(actions, complaint, 2);
    if (!status) status = posix_spawn_file_actions_addchdir_np(actions, folder);
    if (!status) status = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return status;
}

// A server blocks and ignores signals; the program must not inherit that.
static int prepare_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int status = posix_spawnattr_setsigmask(attributes, &none);
    if (!status) status = posix_spawnattr_setsigdefault(attributes, &all);
    short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (!status) status = posix_spawnattr_setflags(attributes, flags);
    return status;
}

int spawn_in_session(pid_t *pid, char *const arguments[], char *const environment[], const char *folder, int output,
                     int complaint) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int status = posix_spawn_file_actions_init(&actions);
    if (status) return status;
    status = posix_spawnattr_init(&attributes);
    if (!status) {
        status = prepare_actions(&actions, folder, output, complaint);
        if (!status) status = prepare_attributes(&attributes);
        if (!status) status = posix_spawn(pid, arguments[0], &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return status;
}

int open_private_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) ? errno : 0; }

// SPDX-License-Identifier: Apache-2.0
// Loaded before libc into the server: a disk that fails when the test says so, for the files of one folder.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { HEALTHY = 'h', FULL = 'f', SYNC_FAILS = 's', SYNC_FAILS_ONCE = 'o', SLOW = 'l' };

static const char *folder;
static volatile char *mode; // The first byte of the control file, as it is now.

__attribute__((constructor)) static void begin(void) {
    const char *control = getenv("FAULTY_DISK_CONTROL");
    folder = getenv("FAULTY_DISK_FOLDER");
    int fd = control && folder ? open(control, O_RDWR) : -1;
    void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) {
        fprintf(stderr, "faulty_disk: no control file\n");
        _exit(70);
    }
    close(fd);
    mode = mapped;
}

static int is_ours(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int has_no_room(int fd) {
    if (!mode || *mode != FULL || !is_ours(fd)) return 0;
    errno = ENOSPC;
    return 1;
}

static int sync_fails(int fd) {
    char now = mode ? *mode : HEALTHY;
    if (now == HEALTHY || now == FULL || !is_ours(fd)) return 0;
    if (now == SLOW) {
        struct timespec pause = {0, 200 * 1000 * 1000};
        nanosleep(&pause, NULL);
        return 0;
    }
    if (now == SYNC_FAILS_ONCE) {
        char expected = SYNC_FAILS_ONCE;
        if (!__atomic_compare_exchange_n(mode, &expected, HEALTHY, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) return 0;
    }
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
    return has_no_room(fd) ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    return has_no_room(fd) ? -1 : REAL(pwrite)(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return has_no_room(fd) ? -1 : REAL(pwrite64)(fd, bytes, count, offset);
}

int fsync(int fd) {
    return sync_fails(fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd) {
    return sync_fails(fd) ? -1 : REAL(fdatasync)(fd);
}

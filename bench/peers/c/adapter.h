// The line protocol, for peers with a C interface. A peer defines `version` and
// `operation`, and includes this file.
#ifndef ADAPTER_H
#define ADAPTER_H
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

// A growing buffer of bytes.
struct buffer {
    char *data;
    size_t size, room;
};

static void buffer_reserve(struct buffer *b, size_t room) {
    if (b->room >= room + 1) return;
    b->room = room + 1;
    b->data = realloc(b->data, b->room);
    if (!b->data) abort();
}

static void buffer_set(struct buffer *b, const char *data, size_t size) {
    buffer_reserve(b, size);
    memcpy(b->data, data, size);
    b->size = size;
    b->data[size] = 0;
}

// version returns the version of the peer.
const char *version(void);
// operation runs one operation; it returns NULL or what went wrong.
const char *operation(const char *name, const struct buffer *in, struct buffer *out);

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void print_base64(const struct buffer *in) {
    const unsigned char *p = (const unsigned char *)in->data;
    for (size_t i = 0; i < in->size; i += 3) {
        size_t left = in->size - i;
        unsigned v = p[i] << 16 | (left > 1 ? p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
        putchar(base64[v >> 18]);
        putchar(base64[v >> 12 & 63]);
        putchar(left > 1 ? base64[v >> 6 & 63] : '=');
        putchar(left > 2 ? base64[v & 63] : '=');
    }
}

static void read_base64(struct buffer *out, const char *s) {
    unsigned v = 0, bits = 0;
    buffer_reserve(out, strlen(s));
    out->size = 0;
    for (; *s && *s != '='; s++) {
        v = v << 6 | (unsigned)(strchr(base64, *s) - base64);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out->data[out->size++] = (char)(v >> bits);
        }
    }
    out->data[out->size] = 0;
}

static long long now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(void) {
    struct buffer in = {0}, out = {0}, file = {0};
    char *line = NULL, *path = strdup("");
    size_t room = 0;
    printf("ready\t%s\n", version());
    fflush(stdout);
    for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        char *rest = line, *verb = strsep(&rest, "\t"), *name = strsep(&rest, "\t"), *input = strsep(&rest, "\t");
        const char *wrong = NULL;
        if (!verb || !name || !input) {
            wrong = "bad request";
        } else if (!strcmp(verb, "run")) {
            read_base64(&in, input);
            out.size = 0;
            wrong = operation(name, &in, &out);
            if (!wrong) {
                printf("ok\t");
                print_base64(&out);
                printf("\n");
            }
        } else {
            size_t size = strtoull(rest, NULL, 10);
            if (strcmp(path, input) || file.size != size) {
                FILE *f = fopen(input, "rb");
                buffer_reserve(&file, size);
                file.size = f ? fread(file.data, 1, size, f) : 0;
                file.data[file.size] = 0;
                if (f) fclose(f);
                free(path);
                path = strdup(input);
            }
            long long cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
            wrong = operation(name, &file, &out);
            cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall = now(CLOCK_MONOTONIC) - wall;
            if (!wrong) printf("ok\t%lld\t%lld\n", cpu, wall);
        }
        if (wrong) printf("err\t%s\n", wrong);
        fflush(stdout);
    }
    return 0;
}
#endif

// The adapter of ICU: its charset detector and its converters.
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uversion.h>

#include "adapter.h"

const char *version(void) { return U_ICU_VERSION; }

static const char *detect(const struct buffer *in, struct buffer *out) {
    UErrorCode e = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&e);
    ucsdet_setText(d, in->data, (int32_t)in->size, &e);
    const UCharsetMatch *m = ucsdet_detect(d, &e);
    const char *label = m ? ucsdet_getName(m, &e) : "";
    if (!U_FAILURE(e)) buffer_set(out, label, strlen(label));
    ucsdet_close(d);
    return U_FAILURE(e) ? u_errorName(e) : NULL;
}

const char *operation(const char *name, const struct buffer *in, struct buffer *out) {
    if (!strcmp(name, "detect")) return detect(in, out);
    UErrorCode e = U_ZERO_ERROR;
    buffer_reserve(out, in->size * 3 + 16);
    UConverter *from = ucnv_open(name + strlen("decode:"), &e), *to = ucnv_open("UTF-8", &e);
    if (U_FAILURE(e)) return u_errorName(e);
    char *target = out->data;
    const char *source = in->data;
    ucnv_convertEx(to, from, &target, out->data + out->room, &source, in->data + in->size, NULL, NULL, NULL, NULL, 1, 1, &e);
    out->size = (size_t)(target - out->data);
    ucnv_close(from);
    ucnv_close(to);
    return U_FAILURE(e) ? u_errorName(e) : NULL;
}

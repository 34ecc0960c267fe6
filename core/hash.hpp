// XXH3, compiled in: the one hash for checksums, digests and command keys.
#pragma once

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#endif
#include <xxhash.h>

// g++ 12 with -fsanitize sees uninitialized members in libstdc++'s <regex>, which Catch includes.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

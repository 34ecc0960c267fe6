// The one translation unit that compiles Asio and Beast; all others in this folder see declarations.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>

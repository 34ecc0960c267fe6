// A data folder as the operator's commands see it: whose it is, and how to read it beside its owner.
#pragma once

#include "core/log/log.hpp"

#include <memory>
#include <string>

namespace foxtrail {

// Errors: StoreFailed when the folder holds no data.
void require_data(const std::string& folder);

// True while another process serves the folder.
bool owned_by_another_process(const std::string& folder);

// A folder opened for reading, beside a server or not. Errors: StoreFailed, CorruptLog.
struct ReaderFolder {
    std::unique_ptr<Store> store;
    std::unique_ptr<Log> log;
};
ReaderFolder open_for_reading(const std::string& folder);

// A store in a temporary folder that goes away with it, for what is folded anew and may not fit in memory.
class ScratchStore {
public:
    ScratchStore();
    ~ScratchStore();
    ScratchStore(const ScratchStore&) = delete;
    ScratchStore& operator=(const ScratchStore&) = delete;
    Store& operator*() const { return *store_; }
    Store* operator->() const { return store_.get(); }

private:
    std::string folder_;
    std::unique_ptr<Store> store_;
};

}  // namespace foxtrail

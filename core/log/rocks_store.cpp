#include "core/log/store.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <filesystem>
#include <thread>

#include <unistd.h>

namespace foxtrail {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t page_block_bytes = 64 << 10;
constexpr std::size_t row_block_bytes = 8 << 10;
constexpr std::size_t readahead_bytes_max = 2 << 20;
constexpr double bloom_bits_per_key = 10;
constexpr double memtable_bloom_share = 0.01;      // of the memtable's memory
constexpr std::size_t states_prefix_bytes = 9;     // a letter and an entity: scans within one are told by a filter that there is nothing
constexpr int open_attempts_max = 5;  // an owner may remove a file between the two looks a reader takes at the folder
constexpr std::chrono::milliseconds open_retry_after{50};

// RocksDB asserts that a slice points somewhere, an empty one too.
rocksdb::Slice slice(std::string_view text) { return text.empty() ? rocksdb::Slice() : rocksdb::Slice(text.data(), text.size()); }
std::string_view view(const rocksdb::Slice& text) { return {text.data(), text.size()}; }

// Family::meta is RocksDB's own default family: there is always one.
const std::string& family_name(std::size_t family) {
    static const std::array<std::string, family_count> names{
        rocksdb::kDefaultColumnFamilyName, "tail", "pages", "links", "keys", "states", "tables"};
    return names[family];
}

// The tail lives for one segment only, and people's keys are random: compressing them would be work thrown away. What a replay or a
// start reads from end to end is packed with LZ4HC, which is read six times as fast as zstd; what is fetched here and there with
// zstd, which packs it a fifth smaller (docs/adr/0005-lz4hc-for-pages.md).
rocksdb::CompressionType compression_of(Family family) {
    switch (family) {
        case Family::tail:
        case Family::meta: return rocksdb::kNoCompression;
        case Family::pages:
        case Family::tables: return rocksdb::kLZ4HCCompression;
        default: return rocksdb::kZSTD;
    }
}

rocksdb::ColumnFamilyOptions family_options(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = cache;
    table.block_size = family == Family::pages ? page_block_bytes : row_block_bytes;
    table.max_auto_readahead_size = readahead_bytes_max;
    if (family == Family::keys || family == Family::states || family == Family::meta) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(bloom_bits_per_key));
    rocksdb::ColumnFamilyOptions options;
    if (family == Family::states) {
        options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(states_prefix_bytes));
        options.memtable_prefix_bloom_size_ratio = memtable_bloom_share;
        options.memtable_whole_key_filtering = true;
        options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));  // rows of a letter come in order
    }
    options.compression = compression_of(family);
    options.compression_opts.level = 3;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    return options;
}

rocksdb::DBOptions database_options(Access access, const RocksOptions& limits) {
    rocksdb::DBOptions options;
    options.create_if_missing = access == Access::owner;
    options.create_missing_column_families = access == Access::owner;
    options.db_write_buffer_size = limits.memtable_bytes_total;
    options.max_total_wal_size = limits.wal_bytes_total;
    options.max_background_jobs = 2;
    // Compaction can wait: a start, a command and an answer cannot. When it falls behind, RocksDB holds writers back.
    (void)rocksdb::Env::Default()->LowerThreadPoolCPUPriority(rocksdb::Env::LOW, rocksdb::CpuPriority::kLow);
    options.keep_log_file_num = 4;
    options.max_log_file_size = 4 << 20;
    options.max_open_files = access == Access::reader ? -1 : 1024;  // a reader must hold the files its owner deletes
    return options;
}

std::string explain(const std::string& folder, const rocksdb::Status& status) {
    const std::string text = status.ToString();
    if (status.IsIOError() && (text.find("lock hold by") != text.npos || text.find("lock file") != text.npos))
        return "another foxtraild is serving the data folder " + folder +
               "; stop it, choose another folder, or use a command that only reads, which works beside it";
    if (status.IsCorruption())
        return "files in the data folder " + folder + " are damaged (" + text + "); restore it from a backup and do not write to it";
    return "the data folder " + folder + " cannot be opened: " + text;
}

class RocksStore final : public Store {
public:
    RocksStore(const std::string& folder, Access access, const RocksOptions& limits) : folder_(folder), access_(access) {
        require_known_families();
        if (access == Access::reader) {
            if (!fs::exists(fs::path(folder) / "CURRENT"))
                throw StoreFailed("there is no Foxtrail data in the folder " + folder + "; check the path, or start foxtraild there first");
            private_folder_ = make_private_folder();
        } else {
            std::error_code error;
            fs::create_directories(folder, error);
            if (error) throw StoreFailed("the data folder " + folder + " cannot be made: " + error.message());
        }
        const rocksdb::Status status = open(limits);
        if (status.ok()) return;
        remove_private_folder();
        throw StoreFailed(explain(folder, status));
    }

    ~RocksStore() override {
        // A clean close leaves no write-ahead log to replay, so the next start is quick.
        if (access_ == Access::owner) (void)database_->Flush(rocksdb::FlushOptions{}, families_);
        for (auto* family : families_) (void)database_->DestroyColumnFamilyHandle(family);
        (void)database_->Close();
        database_.reset();
        remove_private_folder();
    }

    std::optional<std::string> get(Family family, std::string_view key) const override {
        std::string value;
        const auto status = database_->Get(rocksdb::ReadOptions{}, of(family), slice(key), &value);
        if (status.IsNotFound()) return std::nullopt;
        check(status);
        return value;
    }

    void scan(Family family, std::string_view from, std::string_view before, const Visit& visit) const override {
        const rocksdb::Slice upper = slice(before);
        rocksdb::ReadOptions options;
        options.fill_cache = family != Family::pages && family != Family::tables;  // read end to end: they would push everything else out
        if (!before.empty()) options.iterate_upper_bound = &upper;
        options.prefix_same_as_start = family == Family::states && from.size() >= states_prefix_bytes && before.starts_with(from.substr(0, states_prefix_bytes));
        options.total_order_seek = !options.prefix_same_as_start;
        const std::unique_ptr<rocksdb::Iterator> at(database_->NewIterator(options, of(family)));
        for (at->Seek(slice(from)); at->Valid(); at->Next())
            if (!visit(view(at->key()), view(at->value()))) return;
        check(at->status());
    }

    std::optional<std::pair<std::string, std::string>> last(Family family, std::string_view from, std::string_view at) const override {
        const rocksdb::Slice lower = slice(from);
        rocksdb::ReadOptions options;
        options.iterate_lower_bound = &lower;
        options.total_order_seek = true;
        const std::unique_ptr<rocksdb::Iterator> found(database_->NewIterator(options, of(family)));
        found->SeekForPrev(slice(at));
        if (found->Valid()) return std::pair{found->key().ToString(), found->value().ToString()};
        check(found->status());
        return std::nullopt;
    }

    void write(const Batch& batch, Durability durability) override {
        if (access_ == Access::reader) throw StoreFailed("the data folder " + folder_ + " was opened for reading only");
        rocksdb::WriteBatch rows;
        for (const auto& [family, key, value] : batch.operations)
            check(value ? rows.Put(of(family), key, *value) : rows.Delete(of(family), key));
        rocksdb::WriteOptions options;
        options.sync = durability == Durability::synced;
        check(database_->Write(options, &rows));
    }

    void forget_erased(Family family) override {
        check(database_->Flush(rocksdb::FlushOptions{}, families_));  // of all, so that the write-ahead log goes too
        rocksdb::CompactRangeOptions options;
        options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
        check(database_->CompactRange(options, of(family), nullptr, nullptr));
    }

    void catch_up() override {
        if (access_ == Access::reader) check(database_->TryCatchUpWithPrimary());
    }

    Access access() const override { return access_; }

private:
    rocksdb::ColumnFamilyHandle* of(Family family) const { return families_[static_cast<std::size_t>(family)]; }

    void check(const rocksdb::Status& status) const {
        if (!status.ok()) throw StoreFailed("the data folder " + folder_ + ": " + status.ToString());
    }

    // A folder that cannot be asked is left for open() to explain.
    void require_known_families() const {
        std::vector<std::string> names;
        if (!rocksdb::DB::ListColumnFamilies(rocksdb::DBOptions(), folder_, &names).ok()) return;
        for (const auto& name : names) {
            bool is_known = false;
            for (std::size_t family = 0; family < family_count; ++family) is_known = is_known || name == family_name(family);
            if (!is_known)
                throw StoreFailed("the data folder " + folder_ + " was written by a newer Foxtrail (it keeps \"" + name + "\" there); use that one, or a newer one");
        }
    }

    rocksdb::Status open(const RocksOptions& limits) {
        const auto cache = rocksdb::NewLRUCache(limits.block_cache_bytes);
        const auto options = database_options(access_, limits);
        std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
        for (std::size_t family = 0; family < family_count; ++family)
            descriptors.emplace_back(family_name(family), family_options(static_cast<Family>(family), cache));
        rocksdb::DB* database = nullptr;
        rocksdb::Status status;
        for (int attempt = 0; attempt < open_attempts_max; ++attempt) {
            if (attempt > 0) std::this_thread::sleep_for(open_retry_after);
            status = access_ == Access::owner
                         ? rocksdb::DB::Open(options, folder_, descriptors, &families_, &database)
                         : rocksdb::DB::OpenAsSecondary(options, folder_, private_folder_, descriptors, &families_, &database);
            if (status.ok() || access_ == Access::owner) break;
        }
        database_.reset(database);
        return status;
    }

    // RocksDB wants a place for a reader's own information log.
    static std::string make_private_folder() {
        std::string name = (fs::temp_directory_path() / "foxtrail-reader-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw StoreFailed("a temporary folder cannot be made in " + fs::temp_directory_path().string());
        return name;
    }
    void remove_private_folder() const {
        std::error_code ignored;
        if (!private_folder_.empty()) fs::remove_all(private_folder_, ignored);
    }

    const std::string folder_;
    const Access access_;
    std::string private_folder_;
    std::unique_ptr<rocksdb::DB> database_;
    std::vector<rocksdb::ColumnFamilyHandle*> families_;
};

}  // namespace

std::unique_ptr<Store> open_rocks_store(const std::string& folder, Access access, const RocksOptions& options) {
    return std::make_unique<RocksStore>(folder, access, options);
}

}  // namespace foxtrail

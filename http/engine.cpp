#include "http/engine.hpp"

#include <spdlog/spdlog.h>

#include <malloc.h>

#include <filesystem>

namespace foxtrail {

// Whether there is room, and whoever was asked before thinks so too.
static std::function<bool()> with_free_bytes(std::function<bool()> also, std::string folder, std::uint64_t bytes_min) {
    return [also = std::move(also), folder = std::move(folder), bytes_min] {
        std::error_code error;
        const auto space = std::filesystem::space(folder, error);
        return !error && space.available >= bytes_min && also();
    };
}

Engine::Engine(EngineOptions options) : options_(std::move(options)) {
    const std::string folder = "the data folder " + options_.folder;
    try {
        open();
    } catch (const StoreFailed& error) {
        throw StartFailed(error.what());
    } catch (const CorruptLog& error) {
        throw StartFailed(folder + " is damaged (" + error.what() + "); restore it from a backup, and keep the damaged one for \"foxtrail verify\"");
    } catch (const UnreadableLog& error) {
        throw StartFailed(folder + " cannot be read by this program: " + error.what() + "; use the Foxtrail that wrote it, or a newer one");
    } catch (const CorruptBytes& error) {
        throw StartFailed(folder + " is damaged (" + error.what() + "); restore it from a backup");
    }
}

// Every event type in the log is known to be readable before states and tables are made from it.
void Engine::open() {
    store_ = open_rocks_store(options_.folder, Access::owner);
    BlobOptions blobs = options_.blobs;
    blobs.may_write = with_free_bytes(std::move(blobs.may_write), options_.folder, options_.free_bytes_min);
    blobs_ = std::make_unique<Blobs>(options_.folder, std::move(blobs));
    blobs_->prepare();
    log_ = Log::open(*store_, links_of_event, options_.log);
    entries_of(log_->type_names());
    WriterOptions writer = options_.writer;
    writer.may_write = with_free_bytes(std::move(writer.may_write), options_.folder, options_.free_bytes_min);
    writer.blobs = blobs_.get();
    if (!writer.on_failed_command)
        writer.on_failed_command = [](const CommandEntry& command, std::string_view why) { spdlog::error("{} threw and was not recorded: {}", command.type.name, why); };
    writer_ = std::make_unique<Writer>(*log_, std::move(writer));
    RunnerOptions runner = options_.runner;
    if (!runner.on_failure) runner.on_failure = [](std::string_view why) { spdlog::critical("the read models have stopped: {}", why); };
    runner_ = std::make_unique<Runner>(*log_, std::move(runner));
    runner_->start();
    runner_->wait_for(log_->head(), options_.start_wait_max);
    runner_->check();
    scheduler_ = std::make_unique<Scheduler>(*log_, *writer_, *runner_, options_.scheduler);
    scheduler_->start();
    malloc_trim(0);  // what reading took beyond what the tables hold goes back to the system
}

Engine::~Engine() { stop(); }

void Engine::stop() {
    if (scheduler_) scheduler_->stop();
    if (writer_) writer_->stop();
    if (runner_) runner_->stop();
}

}  // namespace foxtrail

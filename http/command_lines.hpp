// A stream of commands on one connection: lines in, one answer line for each out, in the order of the lines.
//
// A batch of lines is read and submitted at once; when the writer has answered the last of it, its answers are written together.
// Threads: the consumer on the server's pool, outcomes on the writer's thread, answers on the desk's.
#pragma once

#include "http/command_desk.hpp"
#include "http/command_reader.hpp"

namespace foxtrail {

class CommandLines : public std::enable_shared_from_this<CommandLines> {
  public:
    enum class Recording : bool { dry_run, real };
    CommandLines(CommandDesk& desk, std::shared_ptr<LineAnswers> answers, Recording recording)
        : desk_(desk), answers_(std::move(answers)), recording_(recording) {}

    void take(std::span<const std::string_view> lines);

  private:
    struct Batch;
    struct Slot {
        Batch* batch = nullptr;
        CommandOutcome outcome;
        std::string refusal;  // the whole line, for a command that never got to the writer
    };
    struct Batch {
        std::shared_ptr<CommandLines> lines;  // until the batch is answered
        std::vector<Slot> slots;
        std::atomic<std::size_t> unanswered = 0;
        bool done = false;  // set and read on the answering thread alone: until then the batch stays where it is
        void one_answered();
    };
    void submit(std::string_view line, Slot& slot, std::size_t number);
    void answer_batches();
    void answer(const Batch&);

    CommandDesk& desk_;
    const std::shared_ptr<LineAnswers> answers_;
    const Recording recording_;
    CommandReader reader_;
    std::size_t lines_taken_ = 0;
    std::mutex mutex_;
    std::deque<std::unique_ptr<Batch>> batches_;  // in the order of the lines
    std::size_t lines_answered_ = 0;              // the answering thread's
};

}  // namespace foxtrail

// The writer's queue as an import uses it: many commands in flight, answers handled in the order of submission.
//
// Threads: one, the importing one. Answers are taken over from the writer's thread and handled here, inside submit() and wait().
// Limits:  in_flight_max commands are unanswered at any time; submit() waits for a place.
// Errors:  none here; an answer says what became of its command.
#pragma once

#include "commands/writer/writer.hpp"

namespace foxtrail {

class ImportQueue {
public:
    static constexpr std::size_t in_flight_max = 4'096;  // below the writer's queue, above its batch: it never waits for the reader
    using Answered = std::function<void(const CommandOutcome&)>;

    explicit ImportQueue(Writer& writer) : writer_(writer) {}
    ImportQueue(const ImportQueue&) = delete;
    ~ImportQueue();  // waits for the answers, and handles none

    void submit(Submission submission, Answered answered);
    void wait();  // until all is answered and handled

private:
    void take_answers(std::size_t at_least);
    std::vector<CommandOutcome> taken(std::size_t at_least);

    Writer& writer_;
    std::deque<Answered> waiting_;
    std::size_t in_flight_ = 0;  // answers not yet taken over
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<CommandOutcome> answers_;
    std::size_t wanted_ = 0;  // answers that the importing thread waits for; 0 when it does not
};

}  // namespace foxtrail

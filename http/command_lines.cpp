#include "http/command_lines.hpp"

#include <spdlog/spdlog.h>

namespace foxtrail {

void CommandLines::take(std::span<const std::string_view> lines) {
    if (lines.empty()) return;
    auto made = std::make_unique<Batch>();
    Batch& batch = *made;
    batch.lines = shared_from_this();
    batch.slots.resize(lines.size());
    batch.unanswered = lines.size() + 1;  // one for us, so that it is not done before all of it is submitted
    {
        const std::lock_guard lock(mutex_);
        batches_.push_back(std::move(made));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        batch.slots[i].batch = &batch;
        submit(lines[i], batch.slots[i], ++lines_taken_);
    }
    batch.one_answered();
}

void CommandLines::submit(std::string_view line, Slot& slot, std::size_t number) {
    std::expected<Submission, Response> read =
        line.size() <= command_bytes_max ? reader_.read(line, std::nullopt, {}, {{"line", number}})
                                         : std::unexpected(problem(413, "Line too large", "a command may have " + std::to_string(command_bytes_max) + " bytes", {{"line", number}}));
    if (!read) {
        slot.refusal = *read.error().body + '\n';
        return slot.batch->one_answered();
    }
    read->dry_run = recording_ == Recording::dry_run;
    const bool taken = desk_.submit_waiting(std::move(*read), [at = &slot](CommandOutcome outcome) {
        at->outcome = std::move(outcome);
        at->batch->one_answered();
    });
    if (taken) return;
    slot.outcome.verdict = Verdict::stopping;
    slot.batch->one_answered();
}

void CommandLines::Batch::one_answered() {
    if (--unanswered > 0) return;
    lines->desk_.answer([this] {
        done = true;
        const auto owner = lines;
        owner->answer_batches();
    });
}

void CommandLines::answer_batches() {
    while (true) {
        std::unique_ptr<Batch> batch;
        {
            const std::lock_guard lock(mutex_);
            if (batches_.empty() || !batches_.front()->done) return;
            batch = std::move(batches_.front());
            batches_.pop_front();
        }
        try {
            answer(*batch);
        } catch (const std::exception& error) {
            spdlog::error("answers to a stream of commands cannot be made: {}", error.what());
            answers_->finish();
        }
    }
}

void CommandLines::answer(const Batch& batch) {
    std::string text;
    for (const Slot& slot : batch.slots) {
        ++lines_answered_;
        if (!slot.refusal.empty()) {
            text += slot.refusal;
            continue;
        }
        desk_.metrics().count_command(slot.outcome.verdict);
        append_command_line(text, lines_answered_, slot.outcome, desk_.log());
    }
    answers_->answer(text, batch.slots.size());
}

}  // namespace foxtrail

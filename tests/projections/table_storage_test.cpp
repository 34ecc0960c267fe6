// How a table keeps what it is told: packed changes, births, indexes give back what went in, at the edges too.
#include "projections/temporal/table.hpp"

#include "events/ids.hpp"

#include <catch2/catch.hpp>

#include <random>

namespace foxtrail::table_storage_test {
namespace {

struct Thing {
    EmployeeId owner;
    Entity about;
    Time due;
    EventAt said;
    Amount value;
    Stated<Date> day;
    Text name;
    static constexpr auto indexed = std::tuple{&Thing::owner, &Thing::about};
};
BOOST_DESCRIBE_STRUCT(Thing, (), (owner, about, due, said, value, day, name))

Meta at(Position position, std::int64_t valid_us) {
    Meta meta{};
    meta.position = position, meta.recorded_at = meta.valid_at = {valid_us};
    return meta;
}
std::vector<std::uint32_t> listed(const RowIds& ids) { return {ids.begin(), ids.end()}; }

}  // namespace

TEST_CASE("changes come back as they went in, near their neighbours or far from them", "[projections][table]") {
    std::mt19937_64 random(7);
    ChangeLog log;
    std::vector<Change> kept;
    std::vector<std::uint32_t> chains[3];
    std::uint32_t last[3]{};
    Position position = 1;
    for (int i = 0; i < 20'000; ++i) {
        position += random() % 1'000 == 0 ? 300'000 : random() % 3;  // now and then beyond what a step holds
        const std::uint64_t cell = random() % 4 == 0 ? random() : random() % 2 == 0 ? 0xFFFF'FFFF + random() % 2 : random() % 1'000;
        const Change change(static_cast<std::uint8_t>(random() % 100), position, {static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000}, cell);
        const std::size_t row = random() % 3;
        log.append(last[row], change);
        kept.push_back(change), chains[row].push_back(log.size());
    }
    const auto same = [](const Change& a, const Change& b) {
        return a.attribute() == b.attribute() && a.position() == b.position() && a.valid_at() == b.valid_at() && a.cell() == b.cell() && a.late() == b.late();
    };
    for (std::uint32_t number = 1; number <= log.size(); ++number) REQUIRE(same(log[number], kept[number - 1]));
    for (std::size_t row = 0; row < 3; ++row) {
        auto expected = chains[row].rbegin();
        log.each_back(last[row], [&](const Change& change) {
            REQUIRE(same(change, kept[*expected++ - 1]));
            return true;
        });
        CHECK(expected == chains[row].rend());
    }
}

TEST_CASE("times and positions in cells are distances, and none stays none", "[projections][table]") {
    const Stamp stamp{5'000'000'000 % table_position_max, {1'764'000'000'000'000}};
    for (const std::int64_t us : {std::int64_t{0}, std::int64_t{1}, stamp.valid_at.us, stamp.valid_at.us - 1, stamp.valid_at.us + us_per_day, -table_valid_us_max, table_valid_us_max}) {
        Time back{42};
        from_cell(to_cell(Time{us}, stamp), stamp, back);
        CHECK(back.us == us);
    }
    CHECK(to_cell(stamp.valid_at, stamp) == 1);
    for (const Position position : {Position{0}, Position{1}, stamp.position, Position{table_position_max}}) {
        EventAt back;
        from_cell(to_cell(EventAt(position), stamp), stamp, back);
        CHECK(Position{back} == position);
    }
}

TEST_CASE("an index names each row once, ascending, however often it had the value", "[projections][table]") {
    Table<Thing> table;
    const EmployeeId anna{1}, ben{70'000};
    const Entity deal{Kind::of("opp"), 3}, task{Kind::of("tsk"), 3};
    for (std::uint32_t id = 1; id <= 30; ++id) table.born(id, {anna, deal, {}, {}, {}, {}, {}}, at(id, id));
    for (std::uint32_t id = 30; id >= 1; --id) table.set<&Thing::owner>(id, ben, at(100 - id, 100));
    for (std::uint32_t id = 1; id <= 30; id += 2) table.set<&Thing::owner>(id, anna, at(100 + id, 200)), table.set<&Thing::about>(id, task, at(200 + id, 300));
    table.settle();
    std::vector<std::uint32_t> all(30);
    for (std::uint32_t id = 1; id <= 30; ++id) all[id - 1] = id;
    CHECK(listed(table.rows_ever<&Thing::owner>(anna)) == all);
    CHECK(listed(table.rows_ever<&Thing::owner>(ben)) == all);
    CHECK(table.rows_ever<&Thing::owner>(EmployeeId{2}).empty());
    CHECK(table.rows_ever<&Thing::owner>(EmployeeId{4'000'000}).empty());
    CHECK(table.rows_ever<&Thing::about>(task).size() == 15);
    CHECK(listed(table.rows_ever<&Thing::about>(deal)) == all);
    std::size_t of_ben = 0;
    table.each_with<&Thing::owner>(ben, Instant{}, [&](std::uint32_t id, const Thing& thing) { of_ben += id % 2 == 0 && thing.owner == ben; });
    CHECK(of_ben == 15);
}

TEST_CASE("rows are born, changed, kept and loaded with every kind of member", "[projections][table]") {
    Table<Thing> table, loaded;
    std::mt19937_64 random(11);
    constexpr std::uint32_t rows = 3'000;  // more births than one chunk holds
    for (std::uint32_t id = 1; id <= rows; ++id)
        table.born(id, {EmployeeId{id}, {Kind::of("opp"), id}, {static_cast<std::int64_t>(random() % 1'000'000'000)}, Position{id}, Money{static_cast<std::int64_t>(random() % 1'000'000'000'000), {840}}, Date{19'000}, table.text("thing " + std::to_string(id))}, at(id, id * 1'000));
    for (std::uint32_t id = 1; id <= rows; ++id) {
        table.set<&Thing::value>(id, Amount(Money{1, {156}}), at(rows + id, 5'000'000 + id));
        if (id % 2) table.set<&Thing::due>(id, Time{7}, at(2 * rows + id, 6'000'000 + id));
    }
    table.settle();
    loaded.load(table.added());
    CHECK(loaded.digest(1) == table.digest(1));
    Thing before, now;
    REQUIRE(loaded.at(rows, Instant{.as_of = rows}, before));
    REQUIRE(loaded.at(rows, Instant{}, now));
    CHECK((before.owner == EmployeeId{rows} && before.about.number == rows && Position{before.said} == rows && before.value.currency().code == 840 && loaded.texts().at(before.name) == "thing 3000"));
    CHECK((now.value.minor() == 1 && now.value.currency().code == 156 && now.day == Date{19'000}));
}

}  // namespace foxtrail::table_storage_test

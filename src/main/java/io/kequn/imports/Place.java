package io.kequn.imports;

import io.vertx.core.json.JsonObject;

/// Where a step of an import begins. `state` is the step's own copy of what the job keeps.
record Place(JsonObject state) {
    /// What decides which rows come next.
    record Position(ImportPhase phase, long offset, long line, String after) {}

    Position position() {
        return new Position(
                ImportPhase.of(state),
                state.getLong("offset", 0L),
                state.getLong("line", 1L),
                state.getString("after", ""));
    }

    /// Where to read from in the file: one byte ahead of the position where there is one, which tells whether a
    /// line begins there.
    long readsFrom() {
        long offset = position().offset();
        return offset > dialect().begin() ? offset - 1 : offset;
    }

    /// The same place at another position.
    Place at(Position position) {
        return new Place(state.copy()
                .put("phase", position.phase().name())
                .put("offset", position.offset())
                .put("line", position.line())
                .put("after", position.after()));
    }

    long size() {
        return state.getLong("size");
    }

    boolean wellFormed() {
        return state.getBoolean("wellFormed");
    }

    /// How many rows were counted so far.
    long rows() {
        return state.getLong("rows", 0L);
    }

    Place withRows(long rows) {
        return new Place(state.copy().put("rows", rows));
    }

    boolean knowsDialect() {
        return state.containsKey("dialect");
    }

    Dialect dialect() {
        return Dialect.read(state.getJsonObject("dialect"));
    }

    /// At the first row, as the dialect says.
    Place with(Dialect dialect) {
        return new Place(state.copy().put("dialect", dialect.stored())).at(first(dialect, ImportPhase.COUNT));
    }

    static Position first(Dialect dialect, ImportPhase phase) {
        return new Position(phase, dialect.begin(), dialect.line(), "");
    }
}

package io.kequn.platform.keys;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.job.Step;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/// Seals all that a shop has by the present keys: table after table, a few hundred rows a step, until a
/// whole pass finds nothing more to do. Whoever reads meanwhile reads both, and whoever writes writes by the
/// present keys.
@Singleton
class KeyRotation implements JobHandler {
    static final String KIND = "key-rotation";

    private static final String TABLE = "table";
    private static final String AFTER = "after";
    private static final String RENEWED = "renewed";
    private static final String BEGUN = "begun";

    private static final String NOW = "select clock_timestamp()::text at";
    private static final String DONE =
            "update shop set resealed_at = greatest(resealed_at, cast($2::text as timestamptz)) where id = $1";

    private final List<SealedRows> tables;

    KeyRotation(@All List<SealedRows> tables) {
        this.tables =
                tables.stream().sorted(Comparator.comparing(SealedRows::table)).toList();
    }

    static NewJob job() {
        return NewJob.of(KIND, new JsonObject());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.CUSTOMERS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.CUSTOMERS_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        return run.facts("definition", session -> begun(session, run.state()).chain(state -> step(session, state)));
    }

    /// What is written from then on is sealed by the present keys.
    private static Uni<JsonObject> begun(FactSession session, JsonObject state) {
        return state.containsKey(BEGUN)
                ? Uni.createFrom().item(state)
                : session.query(NOW)
                        .map(rows -> state.put(BEGUN, rows.iterator().next().getString("at")));
    }

    private Uni<Step> step(FactSession session, JsonObject state) {
        int table = state.getInteger(TABLE, 0);
        var after = state.getJsonArray(AFTER, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
        return SealedPortion.renew(session, tables.get(table), after).chain(portion -> {
            long renewed = state.getLong(RENEWED, 0L) + portion.renewed();
            if (!portion.end()) {
                return more(state.put(AFTER, new JsonArray(portion.last())).put(RENEWED, renewed), portion);
            }
            state.remove(AFTER);
            if (table + 1 < tables.size()) {
                return more(state.put(TABLE, table + 1).put(RENEWED, renewed), portion);
            }
            return renewed > 0 ? more(state.put(TABLE, 0).put(RENEWED, 0L), portion) : done(session, state);
        });
    }

    private static Uni<Step> more(JsonObject state, SealedPortion portion) {
        return Uni.createFrom().item(Step.more(state).did(portion.renewed()));
    }

    private static Uni<Step> done(FactSession session, JsonObject state) {
        return session.query(DONE, session.shop().id(), state.getString(BEGUN)).replaceWith(Step.last());
    }
}

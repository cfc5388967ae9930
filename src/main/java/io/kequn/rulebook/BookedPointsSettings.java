package io.kequn.rulebook;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.points.PointsSettings;
import io.kequn.points.PointsSettingsSpec;
import io.kequn.points.PointsSettingsWrites;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a shop does with points in general, in a file of rules. There is one of it, which is never ended; a
/// file that has it says all of it.
@Singleton
class BookedPointsSettings implements BookKind<PointsSettingsSpec, PointsSettings> {
    private static final String KEY = "points";

    private final PointsSettingsWrites writes;

    BookedPointsSettings(PointsSettingsWrites writes) {
        this.writes = writes;
    }

    @Override
    public BookField field() {
        return BookField.POINTS_SETTINGS;
    }

    @Override
    public @Nullable List<PointsSettingsSpec> of(RuleBook book) {
        return book.pointsSettings() == null ? null : List.of(book.pointsSettings());
    }

    @Override
    public String key(PointsSettingsSpec definition) {
        return KEY;
    }

    @Override
    public PointsSettings read(PointsSettingsSpec definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        return PointsSettingsWrites.checked(inputs, definition);
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<PointsSettings> wanted, BookComparison comparison) {
        return writes.present(caller.ofShop())
                .map(present ->
                        wanted.stream().map(each -> step(caller, each, present)).toList());
    }

    /// A shop that has said nothing yet says it now, also where that changes nothing.
    private BookStep step(Caller caller, PointsSettings wanted, PointsSettings present) {
        return present.version() == 0
                ? BookStep.create(field(), KEY, effects -> put(caller, wanted))
                : BookStep.change(field(), KEY, changes(wanted, present), effects -> put(caller, wanted));
    }

    private Uni<?> put(Caller caller, PointsSettings wanted) {
        return writes.put(caller.ofShop(), wanted, ExpectedVersion.ANY);
    }

    private static List<String> changes(PointsSettings wanted, PointsSettings present) {
        return new Differences()
                .ofAll("pendingPeriod", wanted.pendingPeriod(), present.pendingPeriod())
                .ofAll("expiry", wanted.expiry(), present.expiry())
                .ofAll("reversal", wanted.reversal(), present.reversal())
                .fields();
    }
}

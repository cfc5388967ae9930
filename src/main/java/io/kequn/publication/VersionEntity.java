package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.value.Patch;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is published of a definition, was, or waits to be. Once published it never changes.
@MappedSuperclass
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public abstract class VersionEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    @Column(nullable = false, updatable = false)
    public int shopId;

    @Column(nullable = false, updatable = false)
    public int number;

    public int languageVersion;

    @Nullable
    public String author;

    @Nullable
    public String note;

    @Column(nullable = false, updatable = false)
    public OffsetDateTime createdAt;

    @Nullable
    OffsetDateTime publishedAt;

    /// Whether it is a draft.
    public boolean waits() {
        return publishedAt == null;
    }

    /// Takes the note if the patch mentions one; answers whether it is another.
    public boolean annotate(Patch<?> patch, @Nullable String newNote) {
        var noted = patch.or("note", newNote, note);
        boolean other = !Objects.equals(noted, note);
        note = noted;
        return other;
    }

    /// The same of the draft that waits among all versions, the latest first.
    public static boolean annotateDraft(List<? extends VersionEntity> all, Patch<?> patch, @Nullable String newNote) {
        if (all.isEmpty() || !all.getFirst().waits()) {
            throw INPUT_INVALID.at("/note", "A note goes with a draft; send its rule as well.", "备注须随草稿规则一起提交。");
        }
        return all.getFirst().annotate(patch, newNote);
    }
}

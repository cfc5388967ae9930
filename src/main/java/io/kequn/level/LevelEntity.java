package io.kequn.level;

import io.kequn.benefit.Benefits;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `level`: a level of the published version, or, without a rank, of an earlier one.
@Entity
@Table(name = "level")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LevelEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    int levelProgramId;

    /// Empty: no level.
    @Column(nullable = false, updatable = false)
    String key;

    @Column(nullable = false)
    String name;

    @Nullable
    Integer rank;

    @Nullable
    String rule;

    /// As [Benefits] writes them.
    @Nullable
    String benefits;
}

package io.kequn.level;

import io.kequn.publication.VersionEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `level_program_version`: the terms of a program.
@Entity
@Table(name = "level_program_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LevelProgramVersionEntity extends VersionEntity {
    @Column(nullable = false, updatable = false)
    int levelProgramId;

    /// As [LevelTerms] writes them.
    @Column(nullable = false)
    String terms;
}

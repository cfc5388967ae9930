package io.kequn.level;

import io.kequn.publication.PublishedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `level_program`.
@Entity
@Table(name = "level_program")
class LevelProgramEntity extends PublishedEntity {
    /// Whether rules mean it by `level` alone.
    boolean standard;
}

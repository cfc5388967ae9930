package io.kequn.card;

import io.kequn.customer.Customer;
import io.kequn.layer.CustomerLayer;
import io.kequn.level.CardLevel;
import io.kequn.level.CustomerBenefits;
import io.kequn.platform.value.Sha256;
import io.kequn.platform.value.Versioned;
import io.kequn.points.Points;
import io.kequn.segment.CustomerSegment;
import io.kequn.tag.AssignedTag;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.graphql.Ignore;

/// Who is shopping: the profile, the tags by key, the segments by key, the layers by the keys of their sets and
/// the levels by the keys of their programs with since when, what levels and segments give, and the points, all
/// as of one instant.
public record CustomerCard(
        Customer customer,
        List<AssignedTag> tags,
        List<CustomerSegment> segments,
        List<CustomerLayer> layers,
        List<CardLevel> levels,
        CustomerBenefits benefits,
        Points points)
        implements Versioned {
    public CustomerCard {
        tags = List.copyOf(tags);
        segments = List.copyOf(segments);
        layers = List.copyOf(layers);
        levels = List.copyOf(levels);
    }

    /// A hash of everything the card says, since parts of it change without a version: an age, the name of a tag.
    @Override
    @Ignore
    public String etag() {
        return HexFormat.of().formatHex(Sha256.of(toString()), 0, 16);
    }
}

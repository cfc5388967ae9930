package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the history of consents, to which is only added. The very statement that is known is not said again.
final class ConsentStore {
    private static final String KEEP = """
        insert into customer_consent (shop_id, customer_id, purpose, channel, state, source, document_id,
          document_version, occurred_at, recorded_at, recorded_by)
        select $1, customer_id, purpose, channel, state, source, document_id, document_version, occurred_at, $10, $11
        from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::timestamptz[]) with ordinality
          as said (customer_id, purpose, channel, state, source, document_id, document_version, occurred_at, place)
        where not exists (
          select from customer_consent known
          where known.shop_id = $1 and known.customer_id = said.customer_id
            and known.purpose = said.purpose and known.channel = said.channel
            and known.occurred_at = said.occurred_at and known.state = said.state
            and (known.source, known.document_id, known.document_version)
              is not distinct from (said.source, said.document_id, said.document_version))
        order by place\
        """;
    private static final String IMPORT = "import";
    private static final String API = "api";

    private ConsentStore() {}

    private record Said(UUID customer, ConsentRecord consent) {}

    /// Sends what the rows have been told.
    static void keep(FactSession session, List<CustomerRow> rows) {
        var all = new ArrayList<Said>();
        rows.forEach(row -> row.consents().added().forEach(consent -> all.add(new Said(row.id(), consent))));
        if (all.isEmpty()) {
            return;
        }
        var byDefault = session.reason().equals(IMPORT) ? IMPORT : API;
        session.send(
                KEEP,
                session.shop().id(),
                all.stream().map(Said::customer).toArray(UUID[]::new),
                texts(all, said -> said.topic().purpose().text()),
                texts(all, said -> said.topic().channel().text()),
                texts(all, said -> said.state().text()),
                texts(all, said -> said.source() == null ? byDefault : said.source()),
                texts(
                        all,
                        said -> said.document() == null ? null : said.document().id()),
                texts(
                        all,
                        said -> said.document() == null ? null : said.document().version()),
                all.stream().map(said -> at(said, session)).toArray(OffsetDateTime[]::new),
                session.now(),
                session.caller().principal());
    }

    private static @Nullable String[] texts(List<Said> all, Function<ConsentRecord, @Nullable String> text) {
        var texts = new @Nullable String[all.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(all.get(i).consent());
        }
        return texts;
    }

    private static OffsetDateTime at(Said said, FactSession session) {
        var at = said.consent().occurredAt();
        return (at == null ? session.at() : at).atOffset(ZoneOffset.UTC);
    }
}

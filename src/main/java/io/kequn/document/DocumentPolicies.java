package io.kequn.document;

import static io.kequn.platform.access.Scope.DOCUMENTS_READ;
import static io.kequn.platform.access.Scope.DOCUMENTS_WRITE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.DocumentMode;
import io.kequn.platform.access.DocumentPolicy;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Which documents a shop has run: `off` those that come as text, `prefer` those and trusted ones by their names,
/// `only`
/// trusted ones, also where they come as text. Nobody locks the shop out by it: REST takes it back.
@Singleton
public class DocumentPolicies {
    private static final String GET = "select document_mode, customer_document_mode from shop where id = $1";
    private static final String PUT = "update shop set document_mode = ?2, customer_document_mode = ?3 where id = ?1";

    private final DefinitionTransaction definitions;
    private final ShopReads reads;

    DocumentPolicies(DefinitionTransaction definitions, ShopReads reads) {
        this.definitions = definitions;
        this.reads = reads;
    }

    public Uni<DocumentPolicy> get() {
        var shop = Caller.with(DOCUMENTS_READ).ofShop();
        return reads.find(shop, row -> of(Columns.of(row)), GET, shop.id()).map(Optional::orElseThrow);
    }

    public Uni<DocumentPolicy> put(DocumentPolicy wanted) {
        var caller = Caller.with(DOCUMENTS_WRITE);
        var command = new Command<>(caller, "shop/document-policy", wanted, DocumentPolicy.class);
        return definitions.write(command, () -> store(caller.ofShop(), wanted).replaceWith(wanted));
    }

    private static DocumentPolicy of(Columns row) {
        return new DocumentPolicy(
                DocumentMode.of(row.text("document_mode")), DocumentMode.of(row.text("customer_document_mode")));
    }

    private static Uni<Integer> store(Shop shop, DocumentPolicy wanted) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(PUT)
                        .setParameter(1, shop.id())
                        .setParameter(2, wanted.mode().text())
                        .setParameter(3, wanted.customerMode().text())
                        .executeUpdate());
    }
}

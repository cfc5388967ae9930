package io.kequn.document;

import static io.kequn.platform.access.Scope.DOCUMENTS_READ;
import static io.kequn.platform.access.Scope.DOCUMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.DOCUMENT_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;

import io.kequn.document.DocumentStore.Checked;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.graphql.DocumentCheck;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Sha256;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Which documents a shop trusts. They are checked against the schema when they are added, all or none of a manifest.
@Singleton
public class DocumentService {
    private static final String LIST = "trusted-documents";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST = 10_000;
    private static final int LONGEST = 100_000;

    private final DefinitionTransaction definitions;
    private final DocumentStore store;
    private final DocumentCheck check;
    private final Cursors cursors;

    DocumentService(DefinitionTransaction definitions, DocumentStore store, DocumentCheck check, Cursors cursors) {
        this.definitions = definitions;
        this.store = store;
        this.check = check;
        this.cursors = cursors;
    }

    /// Refuses with `document_not_found`.
    public Uni<TrustedDocument> get(String id) {
        return find(id).map(found -> found.orElseThrow(DocumentService::missing));
    }

    public Uni<Optional<TrustedDocument>> find(String id) {
        return store.find(Caller.with(DOCUMENTS_READ).ofShop(), id);
    }

    /// By id.
    public Uni<Page<TrustedDocument>> list(PageRequest request) {
        var caller = Caller.with(DOCUMENTS_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        return store.page(shop, position.isEmpty() ? null : position.getFirst(), request.rows())
                .map(rows -> cursors.page(caller, LIST, request, rows, document -> List.of(document.id())))
                .chain(page -> request.count()
                        ? store.count(shop).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// Adds what a client's build has written.
    public Uni<DocumentsAdded> add(DocumentManifest manifest) {
        var inputs = new Inputs();
        return add(inputs, manifest.documents(inputs), manifest::pointer, manifest);
    }

    public Uni<DocumentsAdded> add(List<NewDocument> documents) {
        return add(new Inputs(), documents, (index, document) -> "/documents/" + index, documents);
    }

    private Uni<DocumentsAdded> add(
            Inputs inputs, List<NewDocument> documents, BiFunction<Integer, NewDocument, String> place, Object sent) {
        var caller = Caller.with(DOCUMENTS_WRITE);
        inputs.require(
                !inputs.ok() || (!documents.isEmpty() && documents.size() <= MOST_AT_ONCE),
                "",
                "Send 1 to 1,000 documents at once.",
                "每次须发送 1 至 1,000 个文档。");
        inputs.check();
        var checked = new ArrayList<Checked>();
        var ids = new HashSet<String>();
        for (int i = 0; i < documents.size(); i++) {
            var part = inputs.below(place.apply(i, documents.get(i)));
            part.require(ids.add(documents.get(i).id()), "", "The id stands twice.", "编号重复。");
            checked.add(checked(part, documents.get(i)));
        }
        inputs.check();
        var command = new Command<>(caller, LIST, sent, DocumentsAdded.class);
        return definitions.write(
                command,
                () -> store.lock(caller.ofShop())
                        .chain(known -> add(caller, checked, known, i -> place.apply(i, documents.get(i)))));
    }

    private Checked checked(Inputs inputs, NewDocument document) {
        inputs.require(
                ID.matcher(document.id()).matches(),
                "",
                "An id has 1 to 200 letters, digits, `.`, `_`, `:` or `-`.",
                "编号须为 1 至 200 个字母、数字、`.`、`_`、`:` 或 `-`。");
        var digest = Sha256.hex(document.text());
        inputs.require(
                !document.id().startsWith("sha256:") || document.id().equals("sha256:" + digest),
                "",
                "The id is not the SHA-256 of the text, which is `" + digest + "`.",
                "编号与文本的 SHA-256 不符，应为 `" + digest + "`。");
        if (document.text().length() > LONGEST) {
            inputs.refuse("", "A document has 100,000 characters at most.", "文档最多 100,000 个字符。");
            return new Checked(document.id(), digest, null, "");
        }
        var found = check.of(document.text());
        found.fault().ifPresent(inputs::refuse);
        return new Checked(document.id(), digest, found.name(), document.text());
    }

    private Uni<DocumentsAdded> add(
            Caller caller, List<Checked> documents, Map<String, String> known, IntFunction<String> place) {
        var added = new ArrayList<Checked>();
        for (int i = 0; i < documents.size(); i++) {
            var document = documents.get(i);
            var before = known.get(document.id());
            if (before == null) {
                added.add(document);
            } else if (!before.equals(document.sha256())) {
                throw KEY_TAKEN.at(
                        place.apply(i),
                        "The id names another text, which clients may have in use; give the new one another id.",
                        "该编号已用于其他文本，客户端可能仍在使用；请为新文本使用其他编号。");
            }
        }
        var inputs = new Inputs();
        inputs.require(
                known.size() + added.size() <= MOST,
                "",
                "A shop trusts 10,000 documents at most; delete those of clients that are gone.",
                "每个店铺最多 10,000 个可信文档；请删除已下线客户端的文档。");
        inputs.check();
        return store.add(caller.ofShop(), added, caller.principal())
                .replaceWith(new DocumentsAdded(added.size(), documents.size() - added.size()));
    }

    /// Refuses with `document_not_found`.
    public Uni<DocumentDeletion> delete(String id) {
        var caller = Caller.with(DOCUMENTS_WRITE);
        var shop = caller.ofShop();
        var command = new Command<>(caller, LIST + "/" + id + "/delete", null, DocumentDeletion.class);
        return definitions
                .write(
                        command,
                        () -> store.delete(shop, id).map(there -> {
                            if (!there) {
                                throw missing();
                            }
                            return new DocumentDeletion(id);
                        }))
                .invoke(() -> store.forget(shop));
    }

    private static Refusal missing() {
        return DOCUMENT_NOT_FOUND.because("The shop trusts no document with this id.", "店铺没有此编号的可信文档。");
    }
}

package io.kequn.platform.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Ignore;
import org.jspecify.annotations.Nullable;

/// One page of a list. `cursor` gives the cursor after any of the items, for GraphQL edges.
public record Page<T>(
        List<T> items, Next page, @JsonIgnore @Ignore Function<T, String> cursor) {
    /// `next` is null on the last page; `total` is there only when it was asked for.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Next(
            @JsonInclude @Nullable String next, @Nullable Long total) {}

    public Page {
        items = List.copyOf(items);
    }

    /// The same page with each item shown in another form.
    public <R> Page<R> map(Function<T, R> form) {
        // Cursors come from the original items, in their order.
        var forms = items.stream().map(form).toList();
        var cursors = items.stream().map(cursor).toList();
        return new Page<>(forms, page, shown -> cursors.get(forms.indexOf(shown)));
    }

    public Page<T> withTotal(long total) {
        return new Page<>(items, new Next(page.next, total), cursor);
    }

    @JsonIgnore
    @Ignore
    public boolean hasNext() {
        return page.next != null;
    }
}

package io.kequn.imports;

import io.kequn.platform.http.StreamedBody;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.regex.Pattern;

/// The requests that bring a file.
@Singleton
class ImportBodies implements StreamedBody {
    private static final Pattern CONTENT = Pattern.compile("/v1/imports/[^/]+/content");
    /// What a form adds to the file.
    private static final long FORM = 1 << 20;

    private final ImportSettings settings;

    ImportBodies(ImportSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isSentBy(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return HttpMethod.PUT.equals(request.method())
                ? CONTENT.matcher(path).matches()
                : HttpMethod.POST.equals(request.method()) && path.equals("/v1/imports") && isForm(request);
    }

    private static boolean isForm(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    @Override
    public long most() {
        return settings.mostContent().asLongValue() + FORM;
    }
}

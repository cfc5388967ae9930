package io.kequn;

import com.fasterxml.jackson.databind.ObjectMapper;
import groovy.lang.Binding;
import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import io.restassured.RestAssured;
import io.restassured.config.ObjectMapperConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.internal.path.json.JSONAssertion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.impl.conn.SchemeRegistryFactory;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.HttpParams;
import org.codehaus.groovy.runtime.InvokerHelper;

/// RestAssured begins anew with each call: it compiles each path as a Groovy script, and makes an object mapper, TLS
/// and the user agent. With tens of thousands of calls that was a third of all that the tests' thread did. This
/// keeps them, by Groovy's means; where another version of RestAssured does not meet them, tests are only slower.
@SuppressWarnings({"deprecation", "rawtypes"}) // as RestAssured's own client, and Groovy's signatures
final class QuickCalls {
    private static final ObjectMapperConfig MAPPER =
            ObjectMapperConfig.objectMapperConfig().jackson2ObjectMapperFactory(shared(new ObjectMapper()));
    private static final SchemeRegistry SCHEMES = SchemeRegistryFactory.createDefault();
    private static final HttpParams PARAMS = new BasicHttpParams();

    static {
        DefaultHttpClient.setDefaultHttpParams(PARAMS);
        var paths = new Paths();
        paths.initialize();
        GroovySystem.getMetaClassRegistry().setMetaClass(JSONAssertion.class, paths);
    }

    private QuickCalls() {}

    /// What a test has set, and the extension, stays.
    static RestAssuredConfig config() {
        var config = RestAssured.config();
        return config.objectMapperConfig(MAPPER)
                .httpClient(config.getHttpClientConfig().httpClientFactory(QuickCalls::client));
    }

    private static io.restassured.path.json.mapper.factory.Jackson2ObjectMapperFactory shared(ObjectMapper mapper) {
        mapper.findAndRegisterModules();
        return (type, charset) -> mapper;
    }

    private static DefaultHttpClient client() {
        return new DefaultHttpClient(new BasicClientConnectionManager(SCHEMES), PARAMS.copy());
    }

    /// Compiles each path once; what it means is left to Groovy.
    private static final class Paths extends DelegatingMetaClass {
        private static final Map<String, Class<? extends Script>> SCRIPTS = new ConcurrentHashMap<>();

        Paths() {
            super(JSONAssertion.class);
        }

        @Override
        public Object invokeMethod(
                Class sender, Object object, String method, Object[] arguments, boolean toSuper, boolean inside) {
            return method.equals("eval")
                    ? eval((JSONAssertion) object, arguments[0].toString(), arguments[1], arguments[2].toString())
                    : super.invokeMethod(sender, object, method, arguments, toSuper, inside);
        }

        private static Object eval(JSONAssertion assertion, String root, Object json, String path) {
            var values = new HashMap<String, Object>();
            if (assertion.getParams() != null) {
                values.putAll(assertion.getParams());
            }
            values.put(root, json);
            var script = SCRIPTS.computeIfAbsent(
                    path, text -> new GroovyShell().parse(text).getClass());
            return InvokerHelper.createScript(script, new Binding(values)).run();
        }
    }
}

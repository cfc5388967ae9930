package io.kequn;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A test against the running service with a PostgreSQL of its own. All classes that carry it share one application.
@QuarkusTest
@WithTestResource(value = PostgresResource.class, scope = io.quarkus.test.common.TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KequnTest {}

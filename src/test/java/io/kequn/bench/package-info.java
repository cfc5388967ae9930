/// The benchmarks that `mvn -Pbench` runs: the packaged service and, beside it, what the same machine can do at best.
/// Everything is compared within one run, because times of different machines and days say little.
package io.kequn.bench;

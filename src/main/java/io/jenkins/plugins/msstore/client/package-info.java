/**
 * The Store for Business management service as Java: one method an operation, values in, values out, typed errors.
 *
 * <p>Knows no Jenkins type, so that any host can use it; start with {@link
 * io.jenkins.plugins.msstore.client.StoreClient}.
 */
package io.jenkins.plugins.msstore.client;

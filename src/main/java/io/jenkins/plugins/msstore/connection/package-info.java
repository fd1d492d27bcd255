/**
 * The client's connection in a controller: one OkHttp client behind the controller's proxy, one limiter for each endpoint and
 * tenant, one token for each stored credential; and the connection test.
 */
package io.jenkins.plugins.msstore.connection;

/**
 * Where the client meets Jenkins: one OkHttp client behind the controller's proxy, one limit for each endpoint and tenant,
 * one token for each identity.
 */
package io.jenkins.plugins.msstore.connection;

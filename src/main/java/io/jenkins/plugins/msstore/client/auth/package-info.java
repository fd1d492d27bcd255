/**
 * Bearer tokens: one token for all callers with the same identity, taken from Microsoft Entra ID through MSAL4J, or
 * ready-made.
 */
package io.jenkins.plugins.msstore.client.auth;

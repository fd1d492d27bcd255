/**
 * The users of a bulk operation: parses users files and lists, drops duplicates, and keeps the entries in a file. Knows nothing
 * of bulk operations.
 */
package io.jenkins.plugins.msstore.bulk.users;

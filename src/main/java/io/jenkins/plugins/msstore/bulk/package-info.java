/**
 * Bulk operations: assign or reclaim the seats of many users in batches, with a journal, an outcome for each user, and a
 * report. Uses no Jenkins type.
 */
package io.jenkins.plugins.msstore.bulk;

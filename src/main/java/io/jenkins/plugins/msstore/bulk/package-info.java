/**
 * Many seats at once: from a list or file of users, through batches, to the outcome of every single user and the report.
 * Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.bulk;

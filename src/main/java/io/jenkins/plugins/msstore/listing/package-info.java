/**
 * Lists of the service, inventory and seats: read page by page into a journal, so that a list of any length takes little
 * memory and another process can resume it. Start with {@link io.jenkins.plugins.msstore.listing.ListExecution}. Knows no
 * Jenkins type.
 */
package io.jenkins.plugins.msstore.listing;

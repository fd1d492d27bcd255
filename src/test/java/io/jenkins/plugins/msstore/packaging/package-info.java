/**
 * What makes classes and resources a plugin: the indexes that Jenkins reads, views and help beside their classes, and
 * state that Jenkins can store. They read what the build made, so they hold for both builds.
 */
package io.jenkins.plugins.msstore.packaging;

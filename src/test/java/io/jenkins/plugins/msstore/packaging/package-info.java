/**
 * Tests of the files that make classes and resources a plugin: indexes for Jenkins, views and help beside their classes, and
 * state that Jenkins can store. They read what the build made, so they hold for both builds.
 */
package io.jenkins.plugins.msstore.packaging;

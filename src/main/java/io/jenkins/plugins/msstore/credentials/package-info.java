/** The credential of a Microsoft Entra application, and how a build finds the credential it may use. */
package io.jenkins.plugins.msstore.credentials;

using Leadglass.Audit.Messages;
using Leadglass.Samples;

// Writes the five messages into a folder: leadglass audit validate FOLDER tells that all of them are standard.
var folder = args is [var given] ? given : "audit-messages";
Directory.CreateDirectory(folder);
foreach (var make in new Func<AuditMessage>[] { AnnexWW.DesktopExport, AnnexWW.ClipboardExport, AnnexWW.MailExport, AnnexWW.MailImport, AnnexWW.MessagingImport })
    File.WriteAllBytes(Path.Combine(folder, $"{make.Method.Name}.xml"), AuditMessageWriter.Write(make()));

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AboutBox</name>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Rechenwerk</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>About MemNet GUI</source>
        <translation>Über MemNet GUI</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programm</translation>
    </message>
    <message>
        <source>&amp;Libraries</source>
        <translation>&amp;Bibliotheken</translation>
    </message>
    <message>
        <source>Li&amp;cence</source>
        <translation>&amp;Lizenz</translation>
    </message>
    <message>
        <source>Restores photos with MemNet and shows how the network did it.</source>
        <translation>Restauriert Fotos mit MemNet und zeigt, wie das Netz es gemacht hat.</translation>
    </message>
    <message>
        <source>Photos stay on this computer: the program uses no network.</source>
        <translation>Fotos bleiben auf diesem Computer: Das Programm benutzt kein Netzwerk.</translation>
    </message>
    <message>
        <source>Libraries, their versions and licences</source>
        <translation>Bibliotheken, ihre Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licence of the program</source>
        <translation>Lizenz des Programms</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen…</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Ein Foto öffnen</translation>
    </message>
    <message>
        <source>Samp&amp;le</source>
        <translation>&amp;Beispiel</translation>
    </message>
    <message>
        <source>Open a noisy sample photo</source>
        <translation>Ein verrauschtes Beispielfoto öffnen</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Open the picture on the clipboard</source>
        <translation>Das Bild aus der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the restored photo</source>
        <translation>Das restaurierte Foto speichern</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save to where it was saved last</source>
        <translation>Dort speichern, wo zuletzt gespeichert wurde</translation>
    </message>
    <message>
        <source>&amp;Next Photo</source>
        <translation>&amp;Nächstes Foto</translation>
    </message>
    <message>
        <source>The next photo in the folder</source>
        <translation>Das nächste Foto im Ordner</translation>
    </message>
    <message>
        <source>Pre&amp;vious Photo</source>
        <translation>&amp;Vorheriges Foto</translation>
    </message>
    <message>
        <source>The previous photo in the folder</source>
        <translation>Das vorherige Foto im Ordner</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Go back to what was there before</source>
        <translation>Zurück zu dem, was vorher da war</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Rückgängig Gemachtes wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the restored photo</source>
        <translation>Das restaurierte Foto kopieren</translation>
    </message>
    <message>
        <source>Select Re&amp;gion</source>
        <translation>Bereich &amp;auswählen</translation>
    </message>
    <message>
        <source>Select a part of the photo (or Shift+drag)</source>
        <translation>Einen Teil des Fotos auswählen (oder Umschalt+Ziehen)</translation>
    </message>
    <message>
        <source>Restore Re&amp;gion</source>
        <translation>&amp;Bereich restaurieren</translation>
    </message>
    <message>
        <source>Restore the selected part alone</source>
        <translation>Nur den gewählten Teil restaurieren</translation>
    </message>
    <message>
        <source>Cr&amp;op</source>
        <translation>&amp;Zuschneiden</translation>
    </message>
    <message>
        <source>Keep the selected part alone</source>
        <translation>Nur den gewählten Teil behalten</translation>
    </message>
    <message>
        <source>Open &amp;Model…</source>
        <translation>&amp;Modell öffnen…</translation>
    </message>
    <message>
        <source>Use a model from a .safetensors file</source>
        <translation>Ein Modell aus einer .safetensors-Datei verwenden</translation>
    </message>
    <message>
        <source>&amp;Import Weights…</source>
        <translation>Gewichte &amp;importieren…</translation>
    </message>
    <message>
        <source>Make a model of MemNet weights from Caffe or PyTorch</source>
        <translation>Aus MemNet-Gewichten von Caffe oder PyTorch ein Modell machen</translation>
    </message>
    <message>
        <source>E&amp;xport Model…</source>
        <translation>Modell expo&amp;rtieren…</translation>
    </message>
    <message>
        <source>Write the chosen model for other programs</source>
        <translation>Das gewählte Modell für andere Programme schreiben</translation>
    </message>
    <message>
        <source>See I&amp;nside</source>
        <translation>&amp;Einblick</translation>
    </message>
    <message>
        <source>Show how the network did it</source>
        <translation>Zeigen, wie das Netz es gemacht hat</translation>
    </message>
    <message>
        <source>P&amp;lay Predictions</source>
        <translation>Vorhersagen &amp;abspielen</translation>
    </message>
    <message>
        <source>Step through M1 to the final picture</source>
        <translation>Von M1 bis zum Ergebnis durchgehen</translation>
    </message>
    <message>
        <source>&amp;Export Plot…</source>
        <translation>Diagramm e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Save the plot in front as PNG, SVG or CSV</source>
        <translation>Das vordere Diagramm als PNG, SVG oder CSV speichern</translation>
    </message>
    <message>
        <source>&amp;User Guide</source>
        <translation>&amp;Benutzerhandbuch</translation>
    </message>
    <message>
        <source>How to use the program</source>
        <translation>Wie man das Programm benutzt</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Copy what a bug report needs</source>
        <translation>Kopieren, was ein Fehlerbericht braucht</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Show where the logs are kept</source>
        <translation>Zeigen, wo die Protokolle liegen</translation>
    </message>
    <message>
        <source>&amp;About MemNet GUI</source>
        <translation>&amp;Über MemNet GUI</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>Pr&amp;eferences…</source>
        <translation>Ei&amp;nstellungen…</translation>
    </message>
    <message>
        <source>Choose how the program looks and computes</source>
        <translation>Wählen, wie das Programm aussieht und rechnet</translation>
    </message>
    <message>
        <source>&amp;Find a Command…</source>
        <translation>&amp;Befehl suchen…</translation>
    </message>
    <message>
        <source>Find and run any command</source>
        <translation>Einen Befehl suchen und ausführen</translation>
    </message>
    <message>
        <source>&amp;Keyboard and Mouse</source>
        <translation>&amp;Tastatur und Maus</translation>
    </message>
    <message>
        <source>All keys and what the mouse does</source>
        <translation>Alle Tasten und was die Maus tut</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Das Programm schließen</translation>
    </message>
    <message>
        <source>Add &amp;Noise</source>
        <translation>Ve&amp;rrauschen</translation>
    </message>
    <message>
        <source>Make a noisy copy of a clean photo, to see what restoring does</source>
        <translation>Eine verrauschte Kopie eines sauberen Fotos machen, um zu sehen, was das Restaurieren bewirkt</translation>
    </message>
    <message>
        <source>Re&amp;duce</source>
        <translation>&amp;Verkleinern</translation>
    </message>
    <message>
        <source>Make a smaller copy of a clean photo, to see what upscaling does</source>
        <translation>Eine kleinere Kopie eines sauberen Fotos machen, um zu sehen, was das Vergrößern bewirkt</translation>
    </message>
    <message>
        <source>Co&amp;mpress</source>
        <translation>&amp;Komprimieren</translation>
    </message>
    <message>
        <source>Make a JPEG copy of a clean photo, to see what deblocking does</source>
        <translation>Eine JPEG-Kopie eines sauberen Fotos machen, um zu sehen, was das Bereinigen bewirkt</translation>
    </message>
    <message>
        <source>&amp;Follow Suggestion</source>
        <translation>Vorschlag &amp;folgen</translation>
    </message>
    <message>
        <source>Choose the suggested task and model</source>
        <translation>Vorgeschlagene Aufgabe und vorgeschlagenes Modell wählen</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>Re&amp;staurieren</translation>
    </message>
    <message>
        <source>Restore the photo with the chosen model</source>
        <translation>Das Foto mit dem gewählten Modell restaurieren</translation>
    </message>
    <message>
        <source>Self-&amp;Ensemble (8 Times Slower)</source>
        <translation>Selbst-&amp;Ensemble (8-mal langsamer)</translation>
    </message>
    <message>
        <source>Restore the photo turned and mirrored in eight ways, and take the mean</source>
        <translation>Das Foto auf acht Arten gedreht und gespiegelt restaurieren und den Mittelwert nehmen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop what is being done</source>
        <translation>Was gerade läuft, abbrechen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Ganz</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>One photo pixel on one screen pixel</source>
        <translation>Ein Pixel des Fotos auf einem des Bildschirms</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>H&amp;ineinzoomen</translation>
    </message>
    <message>
        <source>Show it larger</source>
        <translation>Größer zeigen</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>He&amp;rauszoomen</translation>
    </message>
    <message>
        <source>Show it smaller</source>
        <translation>Kleiner zeigen</translation>
    </message>
    <message>
        <source>&amp;Magnifier</source>
        <translation>&amp;Lupe</translation>
    </message>
    <message>
        <source>Show before and after, enlarged, at the mouse</source>
        <translation>Vorher und nachher vergrößert an der Maus zeigen</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Show nothing but the photo</source>
        <translation>Nichts als das Foto zeigen</translation>
    </message>
    <message>
        <source>Reset &amp;Window Layout</source>
        <translation>&amp;Fenster zurücksetzen</translation>
    </message>
    <message>
        <source>Put all panels back in place</source>
        <translation>Alle Bereiche an ihren Platz zurücksetzen</translation>
    </message>
    <message>
        <source>Show &amp;Original</source>
        <translation>&amp;Original zeigen</translation>
    </message>
    <message>
        <source>Show the photo before restoration (or hold Space)</source>
        <translation>Das Foto vor der Restaurierung zeigen (oder Leertaste halten)</translation>
    </message>
    <message>
        <source>&amp;Split View</source>
        <translation>&amp;Geteilte Ansicht</translation>
    </message>
    <message>
        <source>Before and after on one picture</source>
        <translation>Vorher und nachher in einem Bild</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>Train a network of your own</source>
        <translation>Ein eigenes Netz trainieren</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Stapel</translation>
    </message>
    <message>
        <source>Restore many photos in one go</source>
        <translation>Viele Fotos auf einmal restaurieren</translation>
    </message>
    <message>
        <source>&amp;Start Training</source>
        <translation>Training &amp;starten</translation>
    </message>
    <message>
        <source>Train with these settings</source>
        <translation>Mit diesen Einstellungen trainieren</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Hold the training, or let it go on</source>
        <translation>Das Training anhalten oder weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stop and &amp;Keep</source>
        <translation>Beenden und be&amp;halten</translation>
    </message>
    <message>
        <source>End the training and keep what was learned as a model</source>
        <translation>Das Training beenden und das Gelernte als Modell behalten</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Looks clean</source>
        <translation>Sieht sauber aus</translation>
    </message>
    <message>
        <source>{reason}. Suggested: {task}</source>
        <translation>{reason}. Vorschlag: {task}</translation>
    </message>
    <message>
        <source>{reason}. There is no model for {task} yet</source>
        <translation>{reason}. Für „{task}“ gibt es noch kein Modell</translation>
    </message>
    <message>
        <source>Choose {task}</source>
        <translation>„{task}“ wählen</translation>
    </message>
</context>
<context>
    <name>AutomaticBox</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>BatchDock</name>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>waiting for the photo in the window</source>
        <translation>wartet auf das Foto im Fenster</translation>
    </message>
</context>
<context>
    <name>BatchPanel</name>
    <message>
        <source>Add Photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Choose photos to restore</source>
        <translation>Fotos zum Restaurieren wählen</translation>
    </message>
    <message>
        <source>Add Folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Choose a folder; the folders inside it count too</source>
        <translation>Einen Ordner wählen; die Ordner darin zählen mit</translation>
    </message>
    <message>
        <source>Clear Done</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Take what is done off the list</source>
        <translation>Was fertig ist, von der Liste nehmen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restore the photos that wait</source>
        <translation>Die wartenden Fotos restaurieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>End at once; what is not done keeps waiting</source>
        <translation>Sofort beenden; was nicht fertig ist, wartet weiter</translation>
    </message>
    <message>
        <source>Retry Failed</source>
        <translation>Nochmals versuchen</translation>
    </message>
    <message>
        <source>Try the photos that failed again</source>
        <translation>Die fehlgeschlagenen Fotos nochmals versuchen</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>Fortschritt des Stapels</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos…  %n so far</source>
        <translation>
            <numerusform>Fotos werden gesucht…  bisher %n</numerusform>
            <numerusform>Fotos werden gesucht…  bisher %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restored</source>
        <translation>
            <numerusform>%n restauriert</numerusform>
            <numerusform>%n restauriert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done already</source>
        <translation>
            <numerusform>%n schon fertig</numerusform>
            <numerusform>%n schon fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartend</numerusform>
            <numerusform>%n wartend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stopped</source>
        <translation>
            <numerusform>%n angehalten</numerusform>
            <numerusform>%n angehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were no photos</source>
        <translation>
            <numerusform>%n Datei war kein Foto</numerusform>
            <numerusform>%n Dateien waren keine Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Show or hide what is done to the photos and where they go</source>
        <translation>Zeigen oder verbergen, was mit den Fotos geschieht und wohin sie kommen</translation>
    </message>
    <message>
        <source>Photos to restore</source>
        <translation>Fotos zum Restaurieren</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>Fotos ({patterns})</translation>
    </message>
    <message>
        <source>A folder of photos to restore</source>
        <translation>Ordner mit Fotos zum Restaurieren</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Done already</source>
        <translation>Schon fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done, {duration}</source>
        <translation>Fertig, {duration}</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehler: {reason}</translation>
    </message>
    <message>
        <source>Double click opens {file}</source>
        <translation>Doppelklick öffnet {file}</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Drop photos or folders here; each result becomes a new file, and no file is replaced.</source>
        <translation>Ziehen Sie Fotos oder Ordner hierher; jedes Ergebnis wird eine neue Datei, und keine Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>Photos to restore</source>
        <translation>Fotos zum Restaurieren</translation>
    </message>
</context>
<context>
    <name>BlockButton</name>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Memory block {number}</source>
        <translation>Gedächtnisblock {number}</translation>
    </message>
    <message>
        <source>All memory blocks</source>
        <translation>Alle Gedächtnisblöcke</translation>
    </message>
</context>
<context>
    <name>BlockLegend</name>
    <message>
        <source>Show all memory blocks, or none</source>
        <translation>Alle Gedächtnisblöcke zeigen oder keinen</translation>
    </message>
    <message>
        <source>Show memory block {number}</source>
        <translation>Gedächtnisblock {number} zeigen</translation>
    </message>
</context>
<context>
    <name>BlockTable</name>
    <message>
        <source>Memory block</source>
        <translation>Gedächtnisblock</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean norm of all feature maps</source>
        <translation>Mittlere Norm aller Merkmalskarten</translation>
    </message>
    <message>
        <source>Var.</source>
        <translation>Var.</translation>
    </message>
    <message>
        <source>Variance of the norms</source>
        <translation>Varianz der Normen</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Mean norm of the last recursion, HR</source>
        <translation>Mittlere Norm der letzten Rekursion HR</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Mean norm of the long-term memories, B0..B(m-1)</source>
        <translation>Mittlere Norm der Langzeitgedächtnisse B0..B(m-1)</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>Mean norm of the first R-1 recursions, H1..H(R-1)</source>
        <translation>Mittlere Norm der ersten R-1 Rekursionen H1..H(R-1)</translation>
    </message>
    <message>
        <source>Figures of each memory block</source>
        <translation>Werte jedes Gedächtnisblocks</translation>
    </message>
</context>
<context>
    <name>ColourScale</name>
    <message>
        <source>Single extreme values lie beyond this scale</source>
        <translation>Einzelne Extremwerte liegen jenseits dieser Skala</translation>
    </message>
</context>
<context>
    <name>CommandPopup</name>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Tippen Sie, was Sie tun möchten</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>CompareBox</name>
    <message>
        <source>Model to compare with</source>
        <translation>Modell zum Vergleichen</translation>
    </message>
    <message>
        <source>Lays this model&apos;s curves over, and restores the photo with it too</source>
        <translation>Legt die Kurven dieses Modells darüber und restauriert das Foto auch mit ihm</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
</context>
<context>
    <name>CompareViewer</name>
    <message>
        <source>Picture viewer</source>
        <translation>Bildanzeige</translation>
    </message>
    <message>
        <source>Compares the photo before and after restoration.</source>
        <translation>Vergleicht das Foto vor und nach der Restaurierung.</translation>
    </message>
</context>
<context>
    <name>ComputingPage</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card (NVIDIA)</source>
        <translation>Grafikkarte (NVIDIA)</translation>
    </message>
    <message>
        <source>Exact (32 bit)</source>
        <translation>Genau (32 Bit)</translation>
    </message>
    <message>
        <source>Faster (16 bit, bf16)</source>
        <translation>Schneller (16 Bit, bf16)</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>What restores photos</source>
        <translation>Was Fotos restauriert</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>In 16 bit a restored photo differs by less than is seen</source>
        <translation>Mit 16 Bit weicht ein restauriertes Foto um weniger ab, als man sieht</translation>
    </message>
    <message>
        <source>Compute with</source>
        <translation>Rechnen mit</translation>
    </message>
    <message>
        <source>The library that restores photos</source>
        <translation>Die Bibliothek, die Fotos restauriert</translation>
    </message>
    <message>
        <source>Processor cores</source>
        <translation>Prozessorkerne</translation>
    </message>
    <message>
        <source>How many cores of the processor restore; others stay free</source>
        <translation>Wie viele Kerne des Prozessors restaurieren; andere bleiben frei</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>What restoring may take beside the photo; less is slower</source>
        <translation>Was das Restaurieren neben dem Foto belegen darf; weniger ist langsamer</translation>
    </message>
    <message>
        <source>OpenVINO (not installed)</source>
        <translation>OpenVINO (nicht installiert)</translation>
    </message>
    <message>
        <source>Compute &amp;on</source>
        <translation>Rechnen au&amp;f</translation>
    </message>
    <message>
        <source>P&amp;recision</source>
        <translation>&amp;Genauigkeit</translation>
    </message>
    <message>
        <source>Compute &amp;with</source>
        <translation>Rechnen &amp;mit</translation>
    </message>
    <message>
        <source>Processor &amp;cores</source>
        <translation>Prozessor&amp;kerne</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>S&amp;peichergrenze</translation>
    </message>
    <message>
        <source>Graphics card (none found)</source>
        <translation>Grafikkarte (keine gefunden)</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>How before and after are shown</source>
        <translation>Wie vorher und nachher gezeigt werden</translation>
    </message>
    <message>
        <source>Gain of the difference</source>
        <translation>Verstärkung der Differenz</translation>
    </message>
    <message>
        <source>How many times the difference is magnified</source>
        <translation>Wie viel Mal die Differenz verstärkt wird</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How much of the restoration is taken; 0 is the original</source>
        <translation>Wie viel von der Restaurierung übernommen wird; 0 ist das Original</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
</context>
<context>
    <name>CrashReports</name>
    <message>
        <source>MemNet GUI ended unexpectedly the last time; a result that was not saved is lost, photos are as they were.</source>
        <translation>MemNet GUI ist beim letzten Mal unerwartet beendet worden; ein nicht gespeichertes Ergebnis ist verloren, Fotos sind, wie sie waren.</translation>
    </message>
</context>
<context>
    <name>DegradeButton</name>
    <message>
        <source>Noise level sigma</source>
        <translation>Rauschstärke Sigma</translation>
    </message>
    <message>
        <source>Standard deviation of the noise on the 0-255 scale</source>
        <translation>Standardabweichung des Rauschens auf der Skala 0-255</translation>
    </message>
    <message>
        <source>How many times smaller</source>
        <translation>Wie viel Mal kleiner</translation>
    </message>
    <message>
        <source>How many times smaller the photo becomes</source>
        <translation>Wie viel Mal kleiner das Foto wird</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>1 is the poorest quality, 100 the best</source>
        <translation>1 ist die schlechteste Qualität, 100 die beste</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Open a photo</source>
        <translation>Ein Foto öffnen</translation>
    </message>
    <message>
        <source>Photos ({patterns});;All files (*)</source>
        <translation>Fotos ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Ein Modell öffnen</translation>
    </message>
    <message>
        <source>MemNet models (*.safetensors);;All files (*)</source>
        <translation>MemNet-Modelle (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>Gewichte importieren</translation>
    </message>
    <message>
        <source>Weights ({patterns});;All files (*)</source>
        <translation>Gewichte ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open another network&apos;s model file</source>
        <translation>Modelldatei eines anderen Netzes öffnen</translation>
    </message>
    <message>
        <source>Model files ({patterns});;All files (*)</source>
        <translation>Modelldateien ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>Das Diagramm exportieren</translation>
    </message>
</context>
<context>
    <name>EffectsChoice</name>
    <message>
        <source>Measuring… {done:.0%}</source>
        <translation>Wird gemessen… {done:.0%}</translation>
    </message>
    <message>
        <source>Measured on the {width} × {height} pixels of the view.</source>
        <translation>Auf den {width} × {height} Pixeln der Ansicht gemessen.</translation>
    </message>
    <message>
        <source>Measured on the middle {width} × {height} pixels of the view.</source>
        <translation>Auf den mittleren {width} × {height} Pixeln gemessen.</translation>
    </message>
    <message>
        <source>Stopped before the end. {note}</source>
        <translation>Vor dem Ende abgebrochen. {note}</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>{path} holds {name} in a form that is not read ({form}); save it as a plain float32 tensor</source>
        <translation>{path} enthält {name} in einer Form, die nicht gelesen wird ({form}); speichern Sie es als einfachen float32-Tensor</translation>
    </message>
    <message>
        <source>{path} is damaged: {name} holds values that are not finite</source>
        <translation>{path} ist beschädigt: {name} enthält Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>{path} has other weights than its configuration demands, first {name}; {expected}</source>
        <translation>{path} hat andere Gewichte, als die Konfiguration verlangt, zuerst {name}; {expected}</translation>
    </message>
    <message>
        <source>{path} holds {name} of shape {found}, expected {expected}</source>
        <translation>{path} enthält {name} in der Form {found}, erwartet wurde {expected}</translation>
    </message>
    <message>
        <source>Without the memories that gates pass on, the mean goes from {first_mean:.3g} to {last_mean:.3g} ({mean_steps}), the variance from {first_variance:.3g} to {last_variance:.3g} ({variance_steps}).</source>
        <translation>Ohne die Gedächtnisse, die Gates weitergeben, geht der Mittelwert von {first_mean:.3g} auf {last_mean:.3g} ({mean_steps}), die Varianz von {first_variance:.3g} auf {last_variance:.3g} ({variance_steps}).</translation>
    </message>
    <message>
        <source>Mean and variance fall as m grows</source>
        <translation>Mittelwert und Varianz fallen mit wachsendem m</translation>
    </message>
    <message>
        <source>One block has nothing to fall from.</source>
        <translation>Bei einem einzigen Block gibt es nichts, was fallen könnte.</translation>
    </message>
    <message>
        <source>From block 1 to {blocks} the mean goes from {first_mean:.3g} to {last_mean:.3g} ({mean_steps}), the variance from {first_variance:.3g} to {last_variance:.3g} ({variance_steps}).</source>
        <translation>Von Block 1 bis {blocks} geht der Mittelwert von {first_mean:.3g} auf {last_mean:.3g} ({mean_steps}), die Varianz von {first_variance:.3g} auf {last_variance:.3g} ({variance_steps}).</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the long-term memories and than the first R-1 recursions, each on average, in {led} of {count} block; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Block eine höhere mittlere Norm als die Langzeitgedächtnisse und als die ersten R-1 Rekursionen, jeweils im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the long-term memories and than the first R-1 recursions, each on average, in {led} of {count} blocks; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Blöcken eine höhere mittlere Norm als die Langzeitgedächtnisse und als die ersten R-1 Rekursionen, jeweils im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the long-term memories on average in {led} of {count} block; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Block eine höhere mittlere Norm als die Langzeitgedächtnisse im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the long-term memories on average in {led} of {count} blocks; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Blöcken eine höhere mittlere Norm als die Langzeitgedächtnisse im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the first R-1 recursions on average in {led} of {count} block; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Block eine höhere mittlere Norm als die ersten R-1 Rekursionen im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion has a higher mean norm than the first R-1 recursions on average in {led} of {count} blocks; the highest of all memories in {highest}.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Blöcken eine höhere mittlere Norm als die ersten R-1 Rekursionen im Mittel; die höchste aller Gedächtnisse in {highest}.</translation>
    </message>
    <message>
        <source>The last recursion contributes most</source>
        <translation>Die letzte Rekursion trägt am meisten bei</translation>
    </message>
    <message>
        <source>The gate units read only the last recursion.</source>
        <translation>Die Gate-Einheiten lesen nur die letzte Rekursion.</translation>
    </message>
    <message>
        <source>Long-term memory gains on the first recursions in late blocks</source>
        <translation>In späten Blöcken holt das Langzeitgedächtnis gegenüber den ersten Rekursionen auf</translation>
    </message>
    <message>
        <source>There are not both long-term memories and first recursions to compare over m.</source>
        <translation>Es gibt nicht beides, Langzeitgedächtnisse und erste Rekursionen, um sie über m zu vergleichen.</translation>
    </message>
    <message>
        <source>The first block&apos;s gate passes on B0, its only long-term memory: there is nothing to compare over m.</source>
        <translation>Das Gate des ersten Blocks gibt B0 weiter, sein einziges Langzeitgedächtnis: Über m lässt sich nichts vergleichen.</translation>
    </message>
    <message>
        <source>Long-term memories have {first:.2f} times the norm of the first R-1 recursions in the first block, {last:.2f} times in the last.</source>
        <translation>Langzeitgedächtnisse haben im ersten Block die {first:.2f}-fache Norm der ersten R-1 Rekursionen, im letzten die {last:.2f}-fache.</translation>
    </message>
    <message>
        <source>Long-term memories have {first:.2f} times the norm of the first R-1 recursions in the first block, {last:.2f} times in the last ({without:.2f} without {memory}, which its gate passes on).</source>
        <translation>Langzeitgedächtnisse haben im ersten Block die {first:.2f}-fache Norm der ersten R-1 Rekursionen, im letzten die {last:.2f}-fache (die {without:.2f}-fache ohne {memory}, das sein Gate weitergibt).</translation>
    </message>
    <message>
        <source>Tasks have different distributions</source>
        <translation>Aufgaben haben verschiedene Verteilungen</translation>
    </message>
    <message>
        <source>No gate unit has the same inputs in both models.</source>
        <translation>Keine Gate-Einheit hat in beiden Modellen dieselben Eingänge.</translation>
    </message>
    <message>
        <source>The two models&apos; mean norms differ by {mean:.0%} per memory on average ({count} block compared).</source>
        <translation>Die mittleren Normen der beiden Modelle unterscheiden sich je Gedächtnis im Schnitt um {mean:.0%} ({count} Block verglichen).</translation>
    </message>
    <message>
        <source>The two models&apos; mean norms differ by {mean:.0%} per memory on average ({count} blocks compared).</source>
        <translation>Die mittleren Normen der beiden Modelle unterscheiden sich je Gedächtnis im Schnitt um {mean:.0%} ({count} Blöcke verglichen).</translation>
    </message>
    <message>
        <source>falls in {falling} of {steps} steps</source>
        <translation>fällt in {falling} von {steps} Schritten</translation>
    </message>
    <message>
        <source>expected a MemNet checkpoint of this program (.safetensors)</source>
        <translation>erwartet wird eine Modelldatei dieses Programms (.safetensors)</translation>
    </message>
    <message>
        <source>{path} does not exist or is not a file; {expected}</source>
        <translation>{path} gibt es nicht, oder es ist keine Datei; {expected}</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); {expected}, whole</source>
        <translation>{path} ist nicht lesbar ({error}); {expected}, unbeschädigt</translation>
    </message>
    <message>
        <source>{path} holds other weights; {expected}</source>
        <translation>{path} enthält andere Gewichte; {expected}</translation>
    </message>
    <message>
        <source>{path} has unusable metadata ({error}); {expected}</source>
        <translation>{path} hat unbrauchbare Metadaten ({error}); {expected}</translation>
    </message>
    <message>
        <source>OpenVINO failed ({error}); choose the backend torch</source>
        <translation>OpenVINO ist gescheitert ({error}); wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>OpenVINO cannot be loaded ({error}); install it with &apos;pip install openvino&apos;, or choose the backend torch</source>
        <translation>OpenVINO lässt sich nicht laden ({error}); installieren Sie es mit &apos;pip install openvino&apos; oder wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>OpenVINO does not compute in bf16 on this processor; choose the precision fp32</source>
        <translation>OpenVINO rechnet auf diesem Prozessor nicht in bf16; wählen Sie die Genauigkeit fp32</translation>
    </message>
    <message>
        <source>no CUDA device was found; choose the CPU instead</source>
        <translation>Kein CUDA-Gerät gefunden; wählen Sie stattdessen die CPU</translation>
    </message>
    <message>
        <source>OpenVINO computes on the processor; choose the CPU with it</source>
        <translation>OpenVINO rechnet auf dem Prozessor; wählen Sie dazu die CPU</translation>
    </message>
    <message>
        <source>OpenVINO is not installed; install it with &apos;pip install openvino&apos;, or choose the backend torch</source>
        <translation>OpenVINO ist nicht installiert; installieren Sie es mit &apos;pip install openvino&apos; oder wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>the photo holds values that are not finite and cannot be inspected</source>
        <translation>Das Foto enthält Werte, die nicht endlich sind, und lässt sich nicht untersuchen</translation>
    </message>
    <message>
        <source>there is not enough memory to look inside; zoom in to inspect a smaller region</source>
        <translation>Der Arbeitsspeicher reicht nicht für den Blick ins Netz; zoomen Sie hinein, um einen kleineren Ausschnitt zu untersuchen</translation>
    </message>
    <message>
        <source>red, green and blue together</source>
        <translation>Rot, Grün und Blau zusammen</translation>
    </message>
    <message>
        <source>red, green and blue each for itself</source>
        <translation>Rot, Grün und Blau je für sich</translation>
    </message>
    <message>
        <source>luminance only, colour kept</source>
        <translation>nur Helligkeit, Farbe bleibt</translation>
    </message>
    <message>
        <source>there is no model {wanted!r}; shipped models: {known}, or give a file</source>
        <translation>Ein Modell {wanted!r} gibt es nicht; mitgeliefert sind: {known}; oder geben Sie eine Datei an</translation>
    </message>
    <message>
        <source>there is no model that can {task}; train one with &apos;memnet-gui train --task {task}&apos;</source>
        <translation>Für die Aufgabe {task} gibt es kein Modell; trainieren Sie eines mit &apos;memnet-gui train --task {task}&apos;</translation>
    </message>
    <message>
        <source>the output of {model} is not finite: its weights are unusable; choose another model</source>
        <translation>Die Ausgabe von {model} ist nicht endlich: seine Gewichte sind unbrauchbar; wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>there is not enough memory for even a small tile with {model}; choose a smaller model, or close other programs</source>
        <translation>Der Arbeitsspeicher reicht mit {model} nicht einmal für eine kleine Kachel; wählen Sie ein kleineres Modell oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>preparing {backend}, {seconds:.0f} s</source>
        <translation>{backend} wird vorbereitet, {seconds:.0f} s</translation>
    </message>
    <message>
        <source>the photo holds values that are not finite and cannot be restored</source>
        <translation>Das Foto enthält Werte, die nicht endlich sind, und lässt sich nicht restaurieren</translation>
    </message>
    <message>
        <source>Strongly compressed: JPEG quality {quality}</source>
        <translation>Stark komprimiert: JPEG-Qualität {quality}</translation>
    </message>
    <message>
        <source>Compressed: JPEG quality {quality}</source>
        <translation>Komprimiert: JPEG-Qualität {quality}</translation>
    </message>
    <message>
        <source>Noisy: sigma about {sigma:.0f}</source>
        <translation>Verrauscht: Sigma etwa {sigma:.0f}</translation>
    </message>
    <message>
        <source>{path} has no known ending; end the name on {endings}</source>
        <translation>{path} hat keine bekannte Endung; der Name muss auf {endings} enden</translation>
    </message>
    <message>
        <source>Makes photos 2, 3 or 4 times as large, quickly</source>
        <translation>Macht Fotos 2-, 3- oder 4-mal so groß, schnell</translation>
    </message>
    <message>
        <source>Makes photos 2, 3 or 4 times as large, with the paper&apos;s full network</source>
        <translation>Macht Fotos 2-, 3- oder 4-mal so groß, mit dem vollen Netz der Veröffentlichung</translation>
    </message>
    <message>
        <source>Removes JPEG blocks and colour errors from colour photos, quickly</source>
        <translation>Entfernt JPEG-Blöcke und Farbfehler aus Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes JPEG blocks from the luminance of grey and colour photos, quickly</source>
        <translation>Entfernt JPEG-Blöcke aus der Helligkeit von Grau- und Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes JPEG blocks and colour errors from colour photos, with the paper&apos;s full network</source>
        <translation>Entfernt JPEG-Blöcke und Farbfehler aus Farbfotos, mit dem vollen Netz der Veröffentlichung</translation>
    </message>
    <message>
        <source>Removes JPEG blocks from the luminance of grey and colour photos, with the paper&apos;s full network</source>
        <translation>Entfernt JPEG-Blöcke aus der Helligkeit von Grau- und Farbfotos, mit dem vollen Netz der Veröffentlichung</translation>
    </message>
    <message>
        <source>Removes noise from colour photos, quickly</source>
        <translation>Entfernt Rauschen aus Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes noise from colour photos, with the paper&apos;s full network</source>
        <translation>Entfernt Rauschen aus Farbfotos, mit dem vollen Netz der Veröffentlichung</translation>
    </message>
    <message>
        <source>Removes noise from grey and colour photos, quickly</source>
        <translation>Entfernt Rauschen aus Grau- und Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes noise from grey and colour photos, with the paper&apos;s full network</source>
        <translation>Entfernt Rauschen aus Grau- und Farbfotos, mit dem vollen Netz der Veröffentlichung</translation>
    </message>
    <message>
        <source>The photo {title} cannot be degraded: {reason}.</source>
        <translation>Das Foto {title} lässt sich nicht verschlechtern: {reason}.</translation>
    </message>
    <message>
        <source>Enlarged {scale} times this photo would have {megapixels:.0f} megapixels, more than the limit of {limit:g}; choose a smaller scale or raise the limit in Preferences.</source>
        <translation>{scale}-fach vergrößert hätte dieses Foto {megapixels:.0f} Megapixel, mehr als die Grenze von {limit:g}; wählen Sie einen kleineren Faktor oder heben Sie die Grenze in den Einstellungen an.</translation>
    </message>
    <message>
        <source>There is not enough memory to enlarge the photo {scale} times; choose a smaller scale or close other programs.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um das Foto {scale}-fach zu vergrößern; wählen Sie einen kleineren Faktor oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>Add a folder of photos to learn from.</source>
        <translation>Fügen Sie einen Ordner mit Fotos zum Lernen hinzu.</translation>
    </message>
    <message>
        <source>Fast M4R3 C32</source>
        <translation>Schnell M4R3 C32</translation>
    </message>
    <message>
        <source>M6R6 C64 (the paper)</source>
        <translation>M6R6 C64 (wie veröffentlicht)</translation>
    </message>
    <message>
        <source>{folder} is not a folder; choose another one.</source>
        <translation>{folder} ist kein Ordner; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Give the model a file name that ends in {suffix}.</source>
        <translation>Geben Sie dem Modell einen Dateinamen, der auf {suffix} endet.</translation>
    </message>
    <message>
        <source>Choose at least one scale.</source>
        <translation>Wählen Sie mindestens einen Faktor.</translation>
    </message>
    <message>
        <source>{name} exists already; take another name.</source>
        <translation>{name} gibt es schon; nehmen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} is being trained by another program; take another name.</source>
        <translation>{name} wird gerade von einem anderen Programm trainiert; nehmen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({summary}). Your photo and your result are kept.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen ({summary}). Ihr Foto und Ihr Ergebnis bleiben erhalten.</translation>
    </message>
    <message>
        <source>SSIM needs {pixels} pixels in width and height, cropped borders not counted</source>
        <translation>SSIM braucht {pixels} Pixel in Breite und Höhe, abgeschnittene Ränder nicht mitgezählt</translation>
    </message>
    <message>
        <source>{path} is too small to be measured: {reason}; leave it out</source>
        <translation>{path} ist zu klein zum Messen: {reason}; lassen Sie es weg</translation>
    </message>
    <message>
        <source>upscaling is measured on the luminance, which takes a model for grey; choose another model</source>
        <translation>Hochskalieren wird an der Helligkeit gemessen, was ein Modell für Grau verlangt; wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>{name} was trained to {learned}, which {degradation} does not measure; choose a model that can {task}</source>
        <translation>{name} wurde für {learned} trainiert, was sich mit „{degradation}“ nicht messen lässt; wählen Sie ein Modell für {task}</translation>
    </message>
    <message>
        <source>{path} is a folder; choose the name of a file</source>
        <translation>{path} ist ein Ordner; wählen Sie den Namen einer Datei</translation>
    </message>
    <message>
        <source>{path} is not a folder; choose another one</source>
        <translation>{path} ist kein Ordner; wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>{path} is a device or a pipe; choose another name</source>
        <translation>{path} ist ein Gerät oder eine Pipe; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{path} cannot be made a folder ({reason}); name another one</source>
        <translation>Der Ordner {path} lässt sich nicht anlegen ({reason}); nennen Sie einen anderen</translation>
    </message>
    <message>
        <source>{path} exists already; choose another name or allow overwriting</source>
        <translation>{path} gibt es schon; wählen Sie einen anderen Namen oder erlauben Sie das Überschreiben</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another name or folder</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Namen oder Ordner</translation>
    </message>
    <message>
        <source>it contradicts itself on its bit depth</source>
        <translation>die Angaben zur Bittiefe widersprechen sich</translation>
    </message>
    <message>
        <source>it is too short for its pixels</source>
        <translation>sie ist zu kurz für ihre Pixel</translation>
    </message>
    <message>
        <source>it contradicts itself on its size</source>
        <translation>die Angaben zur Größe widersprechen sich</translation>
    </message>
    <message>
        <source>noise sigma {sigma:g}</source>
        <translation>Rauschen Sigma {sigma:g}</translation>
    </message>
    <message>
        <source>reduced {scale} times</source>
        <translation>{scale}-fach verkleinert</translation>
    </message>
    <message>
        <source>JPEG quality {quality}</source>
        <translation>JPEG-Qualität {quality}</translation>
    </message>
    <message>
        <source>{path} does not exist; check its name and folder.</source>
        <translation>{path} gibt es nicht; prüfen Sie Name und Ordner.</translation>
    </message>
    <message>
        <source>The file holds {count} pictures and the first was opened</source>
        <translation>Die Datei enthält {count} Bilder, geöffnet wurde das erste</translation>
    </message>
    <message>
        <source>CMYK colours were converted to RGB</source>
        <translation>CMYK-Farben wurden in RGB umgewandelt</translation>
    </message>
    <message>
        <source>The colours of its palette were converted to RGB</source>
        <translation>Die Farben der Palette wurden in RGB umgewandelt</translation>
    </message>
    <message>
        <source>the colours of its palette were converted to RGB</source>
        <translation>die Farben der Palette wurden in RGB umgewandelt</translation>
    </message>
    <message>
        <source>It is made for HDR screens and looks pale here</source>
        <translation>Es ist für HDR-Bildschirme gemacht und wirkt hier flau</translation>
    </message>
    <message>
        <source>it is made for HDR screens and looks pale here</source>
        <translation>es ist für HDR-Bildschirme gemacht und wirkt hier flau</translation>
    </message>
    <message>
        <source>Floating-point values (0 is black, 1 is white) became 16 bits</source>
        <translation>Gleitkommawerte (0 ist Schwarz, 1 ist Weiß) wurden zu 16 Bit</translation>
    </message>
    <message>
        <source>floating-point values (0 is black, 1 is white) became 16 bits</source>
        <translation>Gleitkommawerte (0 ist Schwarz, 1 ist Weiß) wurden zu 16 Bit</translation>
    </message>
    <message>
        <source>{path} may not be read; change its permissions.</source>
        <translation>{path} darf nicht gelesen werden; ändern Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{path} needs more memory than is free; close other programs.</source>
        <translation>{path} braucht mehr Arbeitsspeicher, als frei ist; schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a photo inside it.</source>
        <translation>{path} ist ein Ordner; wählen Sie ein Foto darin.</translation>
    </message>
    <message>
        <source>{path} is no file; choose a photo.</source>
        <translation>{path} ist keine Datei; wählen Sie ein Foto.</translation>
    </message>
    <message>
        <source>{path} cannot be reached; check the drive or the network and try again.</source>
        <translation>{path} ist nicht erreichbar; prüfen Sie Laufwerk oder Netzwerk und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>its header makes no sense</source>
        <translation>ihr Kopf ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>its parts contradict each other</source>
        <translation>ihre Teile widersprechen sich</translation>
    </message>
    <message>
        <source>{path} is damaged or incomplete ({reason}); copy it again from where it came.</source>
        <translation>Die Datei {path} ist beschädigt oder unvollständig ({reason}); kopieren Sie sie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is empty; copy it again from where it came.</source>
        <translation>Die Datei {path} ist leer; kopieren Sie sie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is not a {names} or {last} photo; convert it to one of these.</source>
        <translation>{path} ist kein Foto in einem der Formate {names} oder {last}; wandeln Sie es in eines davon um.</translation>
    </message>
    <message>
        <source>it has no pixels</source>
        <translation>sie hat keine Pixel</translation>
    </message>
    <message>
        <source>{path} has {width:,} × {height:,} pixels, more than the limit of {limit:g} megapixels; raise it (in the window under Preferences, on the command line with --largest-photo MEGAPIXELS) or make the photo smaller.</source>
        <translation>{path} hat {width} × {height} Pixel, mehr als die Grenze von {limit:g} Megapixeln; heben Sie diese an (im Fenster unter Einstellungen, auf der Kommandozeile mit --largest-photo MEGAPIXELS) oder verkleinern Sie das Foto.</translation>
    </message>
    <message>
        <source>The naming pattern {pattern!r} makes too long a name; shorten it.</source>
        <translation>Das Namensmuster {pattern!r} ergibt einen zu langen Namen; kürzen Sie es.</translation>
    </message>
    <message>
        <source>The naming pattern {pattern!r} leaves a name empty; write {{name}} in it.</source>
        <translation>Das Namensmuster {pattern!r} ergibt einen leeren Namen; schreiben Sie {{name}} hinein.</translation>
    </message>
    <message>
        <source>The naming pattern {pattern!r} cannot be read ({reason}); use {fields}.</source>
        <translation>Das Namensmuster {pattern!r} ist nicht lesbar ({reason}); verwenden Sie {fields}.</translation>
    </message>
    <message>
        <source>The naming pattern {pattern!r} has an unknown field; use {fields}.</source>
        <translation>Das Namensmuster {pattern!r} enthält ein unbekanntes Feld; verwenden Sie {fields}.</translation>
    </message>
    <message>
        <source>a photo must be at least {scale} pixels wide and high</source>
        <translation>ein Foto muss mindestens {scale} Pixel breit und hoch sein</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>astronaut</source>
        <translation>Astronautin</translation>
    </message>
    <message>
        <source>chelsea</source>
        <translation>Chelsea</translation>
    </message>
    <message>
        <source>coffee</source>
        <translation>Kaffee</translation>
    </message>
    <message>
        <source>rocket</source>
        <translation>Rakete</translation>
    </message>
    <message>
        <source>{path} exists already; choose another name or allow overwriting.</source>
        <translation>{path} gibt es schon; wählen Sie einen anderen Namen oder erlauben Sie das Überschreiben.</translation>
    </message>
    <message>
        <source>{path} cannot be saved because its folder does not exist; choose another folder.</source>
        <translation>{path} lässt sich nicht speichern, weil es den Ordner nicht gibt; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} may not be written; choose another folder or change its permissions.</source>
        <translation>{path} darf nicht geschrieben werden; wählen Sie einen anderen Ordner oder ändern Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{path} does not fit on the disk; make room or choose another folder.</source>
        <translation>{path} passt nicht auf den Datenträger; schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} is too long a name for its disk; choose a shorter one.</source>
        <translation>{path} ist ein zu langer Name für den Datenträger; wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>{path} cannot be reached; check the drive or the network, or save elsewhere.</source>
        <translation>{path} ist nicht erreichbar; prüfen Sie Laufwerk oder Netzwerk, oder speichern Sie anderswo.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another name, folder or format.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Namen, einen anderen Ordner oder ein anderes Format.</translation>
    </message>
    <message>
        <source>{path} needs more memory to be saved than is free; close other programs.</source>
        <translation>{path} braucht zum Speichern mehr Arbeitsspeicher, als frei ist; schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{path} is not saved because some of its pixels are not numbers; restore the photo again with the precision fp32.</source>
        <translation>{path} wird nicht gespeichert, weil einige Pixel keine Zahlen sind; restaurieren Sie das Foto noch einmal mit der Genauigkeit fp32.</translation>
    </message>
    <message>
        <source>{path} has no known ending; end the name on {endings}.</source>
        <translation>{path} hat keine bekannte Endung; der Name muss auf {endings} enden.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose the name of a file.</source>
        <translation>{path} ist ein Ordner; wählen Sie den Namen einer Datei.</translation>
    </message>
    <message>
        <source>{path} is a device or a pipe; choose another name.</source>
        <translation>{path} ist ein Gerät oder eine Pipe; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{path} cannot hold more than {most} rows or columns; save as .png or .tif.</source>
        <translation>{path} kann nicht mehr als {most} Zeilen oder Spalten aufnehmen; speichern Sie als .png oder .tif.</translation>
    </message>
    <message>
        <source>{path} cannot hold more than {most:.0f} megapixels; save as .png or .tif.</source>
        <translation>{path} fasst nicht mehr als {most:.0f} Megapixel; speichern Sie als .png oder .tif.</translation>
    </message>
    <message>
        <source>{path} is a TIFF of an unusual kind; save it as grey or RGB.</source>
        <translation>{path} ist ein TIFF ungewöhnlicher Art; speichern Sie es in Grau oder RGB.</translation>
    </message>
    <message>
        <source>{path} holds {bits}-bit signed samples; save it with 8 or 16 unsigned bits a channel.</source>
        <translation>{path} enthält {bits}-Bit-Werte mit Vorzeichen; speichern Sie das Foto mit 8 oder 16 Bit je Kanal ohne Vorzeichen.</translation>
    </message>
    <message>
        <source>{path} holds {bits}-bit unsigned samples; save it with 8 or 16 unsigned bits a channel.</source>
        <translation>{path} enthält {bits}-Bit-Werte ohne Vorzeichen; speichern Sie das Foto mit 8 oder 16 Bit je Kanal ohne Vorzeichen.</translation>
    </message>
    <message>
        <source>{path} holds {bits}-bit floating-point samples; save it with 8 or 16 unsigned bits a channel.</source>
        <translation>{path} enthält {bits}-Bit-Gleitkommawerte; speichern Sie das Foto mit 8 oder 16 Bit je Kanal ohne Vorzeichen.</translation>
    </message>
    <message>
        <source>{path} holds values that are not numbers; save it again without them.</source>
        <translation>{path} enthält Werte, die keine Zahlen sind; speichern Sie das Foto noch einmal ohne sie.</translation>
    </message>
    <message>
        <source>{path} holds floating-point values from {least:g} to {most:g}; scale them to lie between 0 (black) and 1 (white).</source>
        <translation>{path} enthält Gleitkommawerte von {least:g} bis {most:g}; skalieren Sie sie auf den Bereich von 0 (Schwarz) bis 1 (Weiß).</translation>
    </message>
    <message>
        <source>{path} has channels of different kinds; save it as grey or RGB.</source>
        <translation>{path} hat verschiedenartige Kanäle; speichern Sie das Foto in Grau oder RGB.</translation>
    </message>
    <message>
        <source>{path} stores its colours in an unusual way; save it as RGB.</source>
        <translation>{path} speichert seine Farben auf ungewöhnliche Art; speichern Sie das Foto in RGB.</translation>
    </message>
    <message>
        <source>its tiles are larger than a photo may be</source>
        <translation>ihre Kacheln sind größer, als ein Foto sein darf</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent überschritten</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>schreibgeschützter Datenträger</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>{path} is there, but not all that belongs to it; delete it, or name another folder for --predictions</source>
        <translation>{path} ist da, aber nicht alles, was dazugehört; löschen Sie es oder nennen Sie für --predictions einen anderen Ordner</translation>
    </message>
    <message>
        <source>{path} enlarged {scale} times would have {megapixels:.0f} megapixels, more than {limit:g}; choose a smaller scale or raise the limit.</source>
        <translation>{path} hätte {scale}-fach vergrößert {megapixels:.0f} Megapixel, mehr als {limit:g}; wählen Sie einen kleineren Faktor oder heben Sie die Grenze an.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}); change its permissions.</source>
        <translation>{folder} ist nicht lesbar ({reason}); ändern Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{folder} is a folder without photos; choose another one.</source>
        <translation>{folder} ist ein Ordner ohne Fotos; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>{folder} is a folder without photos of its own; include the folders in it.</source>
        <translation>{folder} ist ein Ordner ohne eigene Fotos; schließen Sie seine Unterordner ein.</translation>
    </message>
    <message>
        <source>{path} is not a report of &apos;memnet-gui restore&apos;; name another file</source>
        <translation>{path} ist kein Bericht von &apos;memnet-gui restore&apos;; nennen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>{path}: unexpected {error}</source>
        <translation>{path}: unerwarteter Fehler {error}</translation>
    </message>
    <message>
        <source>{where} holds no photo that can be opened; choose another folder</source>
        <translation>{where}: kein Foto lässt sich öffnen; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>every photo in {where} is one to measure on; choose other photos to learn from</source>
        <translation>{where}: an jedem Foto wird gemessen; wählen Sie andere Fotos zum Lernen</translation>
    </message>
    <message>
        <source>{where} holds no usable photo: {count} cannot be read, first {name}, and none is {smallest} pixels wide and high; choose another folder</source>
        <translation>{where}: kein Foto ist brauchbar; {count} nicht lesbar, zuerst {name}, und keines ist {smallest} Pixel breit und hoch; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>no photo in {where} is {smallest} pixels wide and high; choose larger photos or a smaller patch</source>
        <translation>Kein Foto in {where} ist {smallest} Pixel breit und hoch; wählen Sie größere Fotos oder einen kleineren Ausschnitt</translation>
    </message>
    <message>
        <source>{count} that the run is measured on</source>
        <translation>{count}, an denen der Lauf gemessen wird</translation>
    </message>
    <message>
        <source>{count} cannot be read, first {name}</source>
        <translation>{count} nicht lesbar, zuerst {name}</translation>
    </message>
    <message>
        <source>{count} not {smallest} pixels wide and high</source>
        <translation>{count} nicht {smallest} Pixel breit und hoch</translation>
    </message>
    <message>
        <source>{count} too many for the memory</source>
        <translation>{count} zu viel für den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Photos passed over in {names}: {reasons}.</source>
        <translation>Übergangene Fotos in {names}: {reasons}.</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>recursions</source>
        <translation>Rekursionen</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>image channels</source>
        <translation>Bildkanäle</translation>
    </message>
    <message>
        <source>multi-supervised</source>
        <translation>Multi-Supervision</translation>
    </message>
    <message>
        <source>long-term</source>
        <translation>Langzeitgedächtnis</translation>
    </message>
    <message>
        <source>short-term</source>
        <translation>Kurzzeitgedächtnis</translation>
    </message>
    <message>
        <source>shared recursions</source>
        <translation>gemeinsame Rekursionen</translation>
    </message>
    <message>
        <source>long-term memories first</source>
        <translation>Langzeitgedächtnisse zuerst</translation>
    </message>
    <message>
        <source>recursions from one memory to the next</source>
        <translation>Rekursionen von einem Gedächtnis zum nächsten</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>patch</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>Ausgleich</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>kept statistics</source>
        <translation>beibehaltene Statistik</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>the paper&apos;s</source>
        <translation>wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>{path} holds another network ({differences}); give the run that model&apos;s network or a larger one</source>
        <translation>{path} enthält ein anderes Netz ({differences}); geben Sie dem Lauf das Netz dieses Modells oder ein größeres</translation>
    </message>
    <message>
        <source>{path} holds another network ({differences}), which is not the paper&apos;s and cannot grow; give the run that model&apos;s network</source>
        <translation>{path} enthält ein anderes Netz ({differences}), das nicht das der Veröffentlichung ist und nicht wachsen kann; geben Sie dem Lauf das Netz dieses Modells</translation>
    </message>
    <message>
        <source>{path} is of a run that started from no model, so not from {wanted}; leave out --initial, or start over with --overwrite in place of --resume</source>
        <translation>{path} stammt von einem Lauf, der von keinem Modell ausging, also auch nicht von {wanted}; lassen Sie --initial weg oder beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{path} is of a run that started from {found}, not from {wanted}; give the same --initial or none, or start over with --overwrite in place of --resume</source>
        <translation>{path} stammt von einem Lauf, der von {found} ausging, nicht von {wanted}; geben Sie dasselbe --initial an oder keines, oder beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{name} has changed since this run started from it; the run goes on with its own weights.</source>
        <translation>{name} hat sich geändert, seit dieser Lauf davon ausging; der Lauf geht mit seinen eigenen Gewichten weiter.</translation>
    </message>
    <message>
        <source>{name}: {found}, not {wanted}</source>
        <translation>{name}: {found}, nicht {wanted}</translation>
    </message>
    <message>
        <source>{failure}; make room or choose another folder, then start the run anew</source>
        <translation>{failure}; schaffen Sie Platz oder wählen Sie einen anderen Ordner und beginnen Sie den Lauf dann neu</translation>
    </message>
    <message>
        <source>{failure}; training goes on and tries again.</source>
        <translation>{failure}; das Training läuft weiter und versucht es noch einmal.</translation>
    </message>
    <message>
        <source>{failure}; make room or choose another folder, then resume the run</source>
        <translation>{failure}; schaffen Sie Platz oder wählen Sie einen anderen Ordner und setzen Sie den Lauf dann fort</translation>
    </message>
    <message>
        <source>there must be at least one level</source>
        <translation>es muss mindestens eine Stufe geben</translation>
    </message>
    <message>
        <source>scales are learned from a list, not from a range</source>
        <translation>Faktoren werden aus einer Liste gelernt, nicht aus einem Bereich</translation>
    </message>
    <message>
        <source>the loss diverged at step {step} though the rate was halved {setbacks} times; start over with a lower --rate than {rate:g}</source>
        <translation>Der Verlust ist bei Schritt {step} divergiert, obwohl die Lernrate {setbacks}-mal halbiert wurde; beginnen Sie neu mit einer kleineren Lernrate als {rate:g}</translation>
    </message>
    <message>
        <source>the loss diverged at step {step} though the rate was halved {setbacks} times; start over with a lower --rate than {rate:g}; {path} keeps the best model so far</source>
        <translation>Der Verlust ist bei Schritt {step} divergiert, obwohl die Lernrate {setbacks}-mal halbiert wurde; beginnen Sie neu mit einer kleineren Lernrate als {rate:g}; {path} behält das bisher beste Modell</translation>
    </message>
    <message>
        <source>The loss diverged at step {step}; went back to step {good} with half the rate.</source>
        <translation>Der Verlust ist bei Schritt {step} divergiert; zurück zu Schritt {good} mit halber Lernrate.</translation>
    </message>
    <message>
        <source>{path} must end in .safetensors</source>
        <translation>{path} muss auf .safetensors enden</translation>
    </message>
    <message>
        <source>{task} cannot be learned so: {reason}</source>
        <translation>{task} lässt sich so nicht lernen: {reason}</translation>
    </message>
    <message>
        <source>{path} is not a folder; choose a folder of photos</source>
        <translation>{path} ist kein Ordner; wählen Sie einen Ordner mit Fotos</translation>
    </message>
    <message>
        <source>{path} is to keep the statistics of a model but starts from none; name one with --initial, or leave out --keep-statistics</source>
        <translation>{path} soll die Statistik eines Modells beibehalten, geht aber von keinem aus; nennen Sie eines mit --initial oder lassen Sie --keep-statistics weg</translation>
    </message>
    <message>
        <source>Going on after step {step}.</source>
        <translation>Weiter nach Schritt {step}.</translation>
    </message>
    <message>
        <source>{path} was written by a run with other settings ({differences}); give the same options, or start over with --overwrite in place of --resume</source>
        <translation>{path} stammt von einem Lauf mit anderen Einstellungen ({differences}); geben Sie dieselben Optionen an oder beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{path} is not a whole training state of this program; start over with --overwrite in place of --resume</source>
        <translation>{path} ist kein vollständiger Trainingsstand dieses Programms; beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{path} has a run already; continue it with --resume or start over with --overwrite</source>
        <translation>Für {path} gibt es schon einen Lauf; setzen Sie ihn mit --resume fort oder beginnen Sie mit --overwrite neu</translation>
    </message>
    <message>
        <source>{path} exists; name another --output or replace it with --overwrite</source>
        <translation>{path} gibt es schon; nennen Sie mit --output eine andere Datei oder ersetzen Sie sie mit --overwrite</translation>
    </message>
    <message>
        <source>{path} was written on another device; go on with the one it began on</source>
        <translation>{path} stammt von einem anderen Gerät; machen Sie auf dem weiter, auf dem der Lauf begann</translation>
    </message>
    <message>
        <source>{path} was written by a run in {processes} processes; go on with as many, not with {size}</source>
        <translation>{path} stammt von einem Lauf in {processes} Prozessen; machen Sie mit ebenso vielen weiter, nicht mit {size}</translation>
    </message>
    <message>
        <source>{path} does not exist: there is no run to resume</source>
        <translation>{path} gibt es nicht: Kein Lauf lässt sich fortsetzen</translation>
    </message>
    <message>
        <source>{path} is not a training state that can be resumed; start over with --overwrite in place of --resume</source>
        <translation>{path} ist kein Trainingsstand, der sich fortsetzen lässt; beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{path} is not a training state of this program; start over with --overwrite in place of --resume</source>
        <translation>{path} ist kein Trainingsstand dieses Programms; beginnen Sie mit --overwrite statt --resume neu</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason})</source>
        <translation>{path} ließ sich nicht schreiben ({reason})</translation>
    </message>
    <message>
        <source>Add Noise</source>
        <translation>Verrauschen</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Degrade</source>
        <translation>Verschlechtern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurieren</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({error}); see the log.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen ({error}); Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>OpenVINO computes on the processor</source>
        <translation>OpenVINO rechnet auf dem Prozessor</translation>
    </message>
    <message>
        <source>OpenVINO is not installed</source>
        <translation>OpenVINO ist nicht installiert</translation>
    </message>
    <message>
        <source>there is no graphics card that can be used</source>
        <translation>keine Grafikkarte lässt sich nutzen</translation>
    </message>
    <message>
        <source>Computing automatically, not as chosen in Preferences: {reasons}.</source>
        <translation>Es wird automatisch gerechnet, nicht wie in den Einstellungen gewählt: {reasons}.</translation>
    </message>
    <message>
        <source>{path} was written by a run with other settings ({differences}); choose the same ones, take another name, or go on with it on the command line</source>
        <translation>{path} stammt von einem Lauf mit anderen Einstellungen ({differences}); wählen Sie dieselben, nehmen Sie einen anderen Namen oder setzen Sie ihn auf der Befehlszeile fort</translation>
    </message>
    <message>
        <source>{path} is of a run that started from {found}, not from {wanted}; choose that model, or take another name</source>
        <translation>{path} stammt von einem Lauf, der von {found} ausging, nicht von {wanted}; wählen Sie dieses Modell oder nehmen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{path} is of a run that started from scratch, not from {wanted}; choose Scratch, or take another name</source>
        <translation>{path} stammt von einem Lauf, der bei null begann, nicht bei {wanted}; wählen Sie Null oder nehmen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{path} is not a training state that can be resumed; take another name</source>
        <translation>{path} ist kein Trainingsstand, der sich fortsetzen lässt; nehmen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>the loss diverged at step {step} though the rate was halved {setbacks} times; start over under another name, with a lower rate (Advanced) than {rate:g}</source>
        <translation>Der Verlust ist bei Schritt {step} divergiert, obwohl die Lernrate {setbacks}-mal halbiert wurde; beginnen Sie unter einem anderen Namen neu, mit einer kleineren Lernrate (Erweitert) als {rate:g}</translation>
    </message>
    <message>
        <source>Training failed unexpectedly ({error}); see the log.</source>
        <translation>Das Training ist unerwartet gescheitert ({error}); Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>Abgelegtes Bild</translation>
    </message>
    <message>
        <source>the exported network lost its description; nothing was written</source>
        <translation>Das exportierte Netz hat seine Beschreibung verloren; es wurde nichts geschrieben</translation>
    </message>
    <message>
        <source>the exported network differs from PyTorch&apos;s by {difference:.2g} of {tolerance} that are allowed ({width} x {height} pixels); nothing was written, choose another format</source>
        <translation>Das exportierte Netz weicht um {difference:.2g} von dem in PyTorch ab, erlaubt sind {tolerance} ({width} x {height} Pixel); es wurde nichts geschrieben, wählen Sie ein anderes Format</translation>
    </message>
    <message>
        <source>{path} is a file; choose the name of a folder</source>
        <translation>{path} ist eine Datei; wählen Sie den Namen eines Ordners</translation>
    </message>
    <message>
        <source>{path} cannot be worked in ({reason}); make room for temporary files there</source>
        <translation>In {path} lässt sich nicht arbeiten ({reason}); schaffen Sie dort Platz für vorübergehende Dateien</translation>
    </message>
    <message>
        <source>{path} is no name for {format}; choose one that ends in {suffix}</source>
        <translation>{path} ist kein Name für das Format {format}; wählen Sie einen, der auf {suffix} endet</translation>
    </message>
    <message>
        <source>PyTorch program</source>
        <translation>PyTorch-Programm</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging-Face-Ordner</translation>
    </message>
    <message>
        <source>ONNX files need onnx, onnxruntime and onnxscript ({error}); install MemNet GUI with pip as &apos;memnet-gui[export]&apos;, or choose another format</source>
        <translation>ONNX-Dateien brauchen onnx, onnxruntime und onnxscript ({error}); installieren Sie MemNet GUI mit pip als &apos;memnet-gui[export]&apos; oder wählen Sie ein anderes Format</translation>
    </message>
    <message>
        <source>the one-folder build cannot write PyTorch programs; choose another format, or install MemNet GUI with pip</source>
        <translation>Diese Fassung des Programms, die kein Python braucht, kann keine PyTorch-Programme schreiben; wählen Sie ein anderes Format oder installieren Sie MemNet GUI mit pip</translation>
    </message>
    <message>
        <source>{path} holds a network that this program cannot represent ({error})</source>
        <translation>{path} enthält ein Netz, das dieses Programm nicht darstellen kann ({error})</translation>
    </message>
    <message>
        <source>{path} is damaged: its {name} comes to values that are not finite</source>
        <translation>{path} ist beschädigt: {name} ergibt Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>{path} is damaged: its {name} comes to variances below 0</source>
        <translation>{path} ist beschädigt: {name} ergibt Varianzen unter 0</translation>
    </message>
    <message>
        <source>{path} has a gate unit that reads other memories than the authors&apos; ({layer}); it is another network</source>
        <translation>{path} hat eine Gate-Einheit, die andere Gedächtnisse liest als die der Autoren ({layer}); es ist ein anderes Netz</translation>
    </message>
    <message>
        <source>{path} reconstructs every prediction with weights of its own ({layer}), which no MemNet of this program does</source>
        <translation>{path} rekonstruiert jede Vorhersage mit eigenen Gewichten ({layer}), was kein MemNet dieses Programms tut</translation>
    </message>
    <message>
        <source>{path} has a BatchNorm with the epsilon {found:g} ({layer}), where a MemNet of this program has {expected:g}</source>
        <translation>{path} hat eine BatchNorm mit dem Epsilon {found:g} ({layer}), wo ein MemNet dieses Programms {expected:g} hat</translation>
    </message>
    <message>
        <source>{path} is damaged: it holds {name} twice</source>
        <translation>{path} ist beschädigt: {name} ist zweimal darin</translation>
    </message>
    <message>
        <source>{path} is damaged: {layer} holds {count} values in place of {shape}</source>
        <translation>{path} ist beschädigt: {layer} enthält {count} Werte statt {shape}</translation>
    </message>
    <message>
        <source>{path} holds a variant of the port {port} without a list of recursions, which this program does not know</source>
        <translation>{path} enthält eine Variante der Fassung {port} ohne Liste von Rekursionen, die dieses Programm nicht kennt</translation>
    </message>
    <message>
        <source>{path} is a {kind} file, not weights; choose a .caffemodel or a .pth file</source>
        <translation>{path} ist eine {kind}-Datei und enthält keine Gewichte; wählen Sie eine .caffemodel- oder .pth-Datei</translation>
    </message>
    <message>
        <source>{path} does not exist or is not a file</source>
        <translation>{path} gibt es nicht, oder es ist keine Datei</translation>
    </message>
    <message>
        <source>{path} is empty; get the file again</source>
        <translation>{path} ist leer; besorgen Sie die Datei noch einmal</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason})</source>
        <translation>{path} ist nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>{path} is already a model of this program: open it with Open Model or --model</source>
        <translation>{path} ist schon ein Modell dieses Programms: öffnen Sie es mit Modell öffnen oder --model</translation>
    </message>
    <message>
        <source>{path} looks like a safetensors file but is damaged</source>
        <translation>{path} sieht nach einer safetensors-Datei aus, ist aber beschädigt</translation>
    </message>
    <message>
        <source>{path} holds more than weights ({what}), and this program runs nothing that is in a checkpoint; save its state_dict() alone and import that</source>
        <translation>{path} enthält mehr als Gewichte ({what}), und dieses Programm führt nichts aus, was in einem Checkpoint steht; speichern Sie nur sein state_dict() und importieren Sie das</translation>
    </message>
    <message>
        <source>{path} looks like a PyTorch checkpoint or a zip archive, but holds no weights that can be read</source>
        <translation>{path} sieht nach einem PyTorch-Checkpoint oder Zip-Archiv aus, enthält aber keine lesbaren Gewichte</translation>
    </message>
    <message>
        <source>{path} holds {count} networks ({names}); save the one that you want alone and import that</source>
        <translation>{path} enthält {count} Netze ({names}); speichern Sie das gewünschte allein und importieren Sie dieses</translation>
    </message>
    <message>
        <source>{path} holds no weights by name</source>
        <translation>{path} enthält keine benannten Gewichte</translation>
    </message>
    <message>
        <source>{path} holds weights of another network (such as {names}), or of a MemNet port that this program does not know</source>
        <translation>{path} enthält Gewichte eines anderen Netzes (etwa {names}) oder einer MemNet-Fassung, die dieses Programm nicht kennt</translation>
    </message>
    <message>
        <source>{path} is an ONNX file, which cannot be imported; import what it was made of</source>
        <translation>{path} ist eine ONNX-Datei, die sich nicht importieren lässt; importieren Sie, woraus sie gemacht wurde</translation>
    </message>
    <message>
        <source>{path} is a Caffe file of another network (with the layers {names})</source>
        <translation>{path} ist die Caffe-Datei eines anderen Netzes (mit den Schichten {names})</translation>
    </message>
    <message>
        <source>{path} is no file of weights that this program knows; it reads .caffemodel, .pth and .safetensors files of MemNet</source>
        <translation>{path} ist keine Gewichtsdatei, die dieses Programm kennt; es liest .caffemodel-, .pth- und .safetensors-Dateien von MemNet</translation>
    </message>
    <message>
        <source>{path} holds {name} of shape {found}, a MemNet of its size has {expected}</source>
        <translation>{path} enthält {name} mit der Form {found}, ein MemNet dieser Größe hat {expected}</translation>
    </message>
    <message>
        <source>{path} holds more than a MemNet has, such as {names}; it is another network</source>
        <translation>{path} enthält mehr, als ein MemNet hat, etwa {names}; es ist ein anderes Netz</translation>
    </message>
    <message>
        <source>{path} lacks {name}, without which it is no whole MemNet</source>
        <translation>In {path} fehlt {name}; ohne das ist es kein ganzes MemNet</translation>
    </message>
    <message>
        <source>Imported from {file}, a network as in the paper</source>
        <translation>Importiert aus {file}, ein Netz wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>Not the paper&apos;s network: {weights}; {differences}</source>
        <translation>Nicht das Netz der Veröffentlichung: {weights}; {differences}</translation>
    </message>
    <message>
        <source>Imported from {file}, not the paper&apos;s network: {weights}; {differences}</source>
        <translation>Importiert aus {file}, nicht das Netz der Veröffentlichung: {weights}; {differences}</translation>
    </message>
    <message>
        <source>Imported from {file} and trained further, not the paper&apos;s network: {weights}; {differences}</source>
        <translation>Importiert aus {file} und weiter trainiert, nicht das Netz der Veröffentlichung: {weights}; {differences}</translation>
    </message>
    <message>
        <source>Imported from {file} and trained further, a network as in the paper</source>
        <translation>Importiert aus {file} und weiter trainiert, ein Netz wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>{count:.3g} million weights</source>
        <translation>{count:.3g} Millionen Gewichte</translation>
    </message>
    <message>
        <source>{count:.3g} million weights in place of {shared:.3g}</source>
        <translation>{count:.3g} Millionen Gewichte statt {shared:.3g}</translation>
    </message>
    <message>
        <source>its recursions share no weights</source>
        <translation>seine Rekursionen haben keine gemeinsamen Gewichte</translation>
    </message>
    <message>
        <source>its gate units read short-term memory first</source>
        <translation>seine Gate-Einheiten lesen das Kurzzeitgedächtnis zuerst</translation>
    </message>
    <message>
        <source>its gate units read one recursion in {step}</source>
        <translation>seine Gate-Einheiten lesen nur jede {step}. Rekursion</translation>
    </message>
    <message>
        <source>{name} enlarges {scale} times; measure it with --scale {scale}</source>
        <translation>{name} vergrößert auf das {scale}-Fache; messen Sie es mit --scale {scale}</translation>
    </message>
    <message>
        <source>Non-local means</source>
        <translation>Non-Local Means</translation>
    </message>
    <message>
        <source>BM3D&apos;s licence allows non-commercial use only</source>
        <translation>Die Lizenz von BM3D erlaubt nur nichtkommerzielle Nutzung</translation>
    </message>
    <message>
        <source>BM3D is not installed; where its licence allows that (non-commercial use only), install it with &apos;pip install bm3d&apos;</source>
        <translation>BM3D ist nicht installiert; wo seine Lizenz das erlaubt (nur nichtkommerzielle Nutzung), installieren Sie es mit &apos;pip install bm3d&apos;</translation>
    </message>
    <message>
        <source>{path} holds no network that spandrel knows; some whose licence is restricted, such as Restormer, need &apos;pip install spandrel-extra-arches&apos;</source>
        <translation>{path} enthält kein Netz, das spandrel kennt; einige mit beschränkter Lizenz wie Restormer brauchen &apos;pip install spandrel-extra-arches&apos;</translation>
    </message>
    <message>
        <source>{path} resembles a network that spandrel knows and is none ({error}); choose another</source>
        <translation>{path} ähnelt einem Netz, das spandrel kennt, ist aber keines ({error}); wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>{path} needs a mask beside the photo ({architecture}); choose a network that restores single images</source>
        <translation>{path} braucht neben dem Foto eine Maske ({architecture}); wählen Sie ein Netz, das einzelne Bilder restauriert</translation>
    </message>
    <message>
        <source>{path} makes {outputs} channels of {inputs}; choose a network that takes and makes grey or RGB</source>
        <translation>{path} macht aus {inputs} Kanälen {outputs}; wählen Sie ein Netz, das Grau oder RGB nimmt und ergibt</translation>
    </message>
    <message>
        <source>other networks are opened by spandrel, which is not installed ({error}): install it with pip install &apos;memnet-gui[rivals]&apos;</source>
        <translation>Andere Netze öffnet spandrel, das nicht installiert ist ({error}): installieren Sie es mit pip install &apos;memnet-gui[rivals]&apos;</translation>
    </message>
    <message>
        <source>spandrel does not work here ({error}); torch and torchvision must be builds for each other: install both from the same place</source>
        <translation>spandrel funktioniert hier nicht ({error}); torch und torchvision müssen füreinander gebaut sein: installieren Sie beide aus derselben Quelle</translation>
    </message>
    <message>
        <source>{name} made a picture of another size than it should</source>
        <translation>{name} hat ein Bild in einer anderen Größe gemacht als erwartet</translation>
    </message>
    <message>
        <source>{name} cannot restore this photo ({error})</source>
        <translation>{name} kann dieses Foto nicht restaurieren ({error})</translation>
    </message>
    <message>
        <source>{name} enlarges {scale} times, which can only be compared with a photo that was enlarged as much: choose Upscale ×{scale}</source>
        <translation>{name} vergrößert auf das {scale}-Fache, was sich nur mit einem ebenso vergrößerten Foto vergleichen lässt: wählen Sie Vergrößern ×{scale}</translation>
    </message>
    <message>
        <source>{path} does not exist or is not a file; choose a file of weights</source>
        <translation>{path} gibt es nicht, oder es ist keine Datei; wählen Sie eine Datei mit Gewichten</translation>
    </message>
    <message>
        <source>{path} is no file of weights; choose a .pth, .pt, .ckpt or .safetensors file</source>
        <translation>{path} ist keine Datei mit Gewichten; wählen Sie eine .pth-, .pt-, .ckpt- oder .safetensors-Datei</translation>
    </message>
    <message>
        <source>{path} holds no weights by name; choose a file of a network&apos;s weights</source>
        <translation>{path} enthält keine benannten Gewichte; wählen Sie eine Datei mit den Gewichten eines Netzes</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); it must be a whole file that holds nothing but weights</source>
        <translation>{path} lässt sich nicht lesen ({error}); es muss eine vollständige Datei sein, die nichts als Gewichte enthält</translation>
    </message>
    <message>
        <source>{second} would get the same name as {first}; choose a pattern or an output folder that keeps them apart.</source>
        <translation>{second} bekäme denselben Namen wie {first}; wählen Sie ein Muster oder einen Ausgabeordner, die sie unterscheiden.</translation>
    </message>
    <message>
        <source>Removes noise of sigma {levels} from grey photos</source>
        <translation>Entfernt Rauschen mit Sigma {levels} aus Graufotos</translation>
    </message>
    <message>
        <source>Removes noise of sigma {levels} from colour photos</source>
        <translation>Entfernt Rauschen mit Sigma {levels} aus Farbfotos</translation>
    </message>
    <message>
        <source>Removes the blocks of JPEG quality {levels} from grey photos</source>
        <translation>Entfernt die Blöcke der JPEG-Qualität {levels} aus Graufotos</translation>
    </message>
    <message>
        <source>Removes the blocks of JPEG quality {levels} from colour photos</source>
        <translation>Entfernt die Blöcke der JPEG-Qualität {levels} aus Farbfotos</translation>
    </message>
    <message>
        <source>Sharpens grey photos enlarged {levels} times</source>
        <translation>Schärft vergrößerte Graufotos (×{levels})</translation>
    </message>
    <message>
        <source>Sharpens colour photos enlarged {levels} times</source>
        <translation>Schärft vergrößerte Farbfotos (×{levels})</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>Gate {gates} mostly passes {memories} on, map by map ({shares} of its squared weights); blocks that are added to a trained network begin so, with all other weights at 0.</source>
        <translation>Gate {gates} gibt {memories} größtenteils Karte für Karte weiter ({shares} seiner quadrierten Gewichte); so beginnen Blöcke, die zu einem trainierten Netz hinzukommen, mit allen anderen Gewichten bei 0.</translation>
    </message>
    <message>
        <source>Gates {gates} mostly pass {memories} on, map by map ({shares} of their squared weights); blocks that are added to a trained network begin so, with all other weights at 0.</source>
        <translation>Die Gates {gates} geben {memories} größtenteils Karte für Karte weiter ({shares} ihrer quadrierten Gewichte); so beginnen Blöcke, die zu einem trainierten Netz hinzukommen, mit allen anderen Gewichten bei 0.</translation>
    </message>
    <message>
        <source>The run is measured on other photos or levels than before, so its best figures so far no longer count.</source>
        <translation>Der Lauf wird an anderen Fotos oder Stufen gemessen als zuvor, daher zählen seine bisher besten Werte nicht mehr.</translation>
    </message>
    <message>
        <source>The run is no longer measured, so its newest weights replace the best ones so far.</source>
        <translation>Der Lauf wird nicht mehr gemessen, daher ersetzen seine neuesten Gewichte die bisher besten.</translation>
    </message>
    <message>
        <source>{path} is being trained by another program; stop it there or choose another name</source>
        <translation>{path} wird gerade von einem anderen Programm trainiert; beenden Sie es dort oder wählen Sie einen anderen Namen</translation>
    </message>
</context>
<context>
    <name>EngineLoader</name>
    <message>
        <source>What restores photos cannot be loaded ({error}); install MemNet GUI again.</source>
        <translation>Was Fotos restauriert, lässt sich nicht laden ({error}); installieren Sie MemNet GUI noch einmal.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the model {name}</source>
        <translation>Das Modell {name} exportieren</translation>
    </message>
    <message>
        <source>Predictions M1 to M{last}, too</source>
        <translation>Auch die Vorhersagen M1 bis M{last}</translation>
    </message>
    <message>
        <source>What each memory block predicts, as further outputs of the exported network</source>
        <translation>Was jeder Gedächtnisblock vorhersagt, als weitere Ausgaben des exportierten Netzes</translation>
    </message>
    <message>
        <source>What the exported file shall say of it</source>
        <translation>Was die exportierte Datei davon sagen soll</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
</context>
<context>
    <name>FeatureMapPanel</name>
    <message>
        <source>Click a memory in the gate matrix</source>
        <translation>Klicken Sie in der Gate-Matrix auf ein Gedächtnis</translation>
    </message>
    <message>
        <source>{memory} as read by gate {block} - strongest first</source>
        <translation>{memory}, wie Gate {block} es liest – das Stärkste zuerst</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Working… {done:.0%}</source>
        <translation>Rechnet… {done:.0%}</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>Show the contribution again</source>
        <translation>Den Beitrag wieder zeigen</translation>
    </message>
    <message>
        <source>Each map on its own scale</source>
        <translation>Jede Karte auf eigener Skala</translation>
    </message>
    <message>
        <source>One scale for all maps</source>
        <translation>Eine Skala für alle Karten</translation>
    </message>
    <message>
        <source>Its part of the gate&apos;s output (sum of the filters), around its mean of {mean}</source>
        <translation>Sein Anteil an der Ausgabe des Gates (Summe der Filter), um seinen Mittelwert von {mean}</translation>
    </message>
    <message>
        <source>Switched off: this gate unit gets nothing of it.</source>
        <translation>Ausgeschaltet: Diese Gate-Einheit bekommt nichts davon.</translation>
    </message>
    <message>
        <source>The middle {width} × {height} pixels of the view.</source>
        <translation>Die mittleren {width} × {height} Pixel der Ansicht.</translation>
    </message>
    <message>
        <source>Luminance of the photo: the model is for grey.</source>
        <translation>Helligkeit des Fotos: Das Modell ist für Grau.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Training time, without measuring and pauses</source>
        <translation>Trainingszeit ohne Messungen und Pausen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Noch</translation>
    </message>
    <message>
        <source>At the speed so far</source>
        <translation>Beim bisherigen Tempo</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Pixels learned from in a second</source>
        <translation>Gelernte Pixel je Sekunde</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Pixels learned from so far</source>
        <translation>Bisher gelernte Pixel</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Steps of the optimiser</source>
        <translation>Schritte des Optimierers</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Mean since the last report</source>
        <translation>Mittel seit dem letzten Bericht</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate of the last step</source>
        <translation>Lernrate des letzten Schritts</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Norm of the last gradient, before it is clipped</source>
        <translation>Norm des letzten Gradienten, bevor er begrenzt wird</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
</context>
<context>
    <name>FolderBrowser</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>Ordner wird gelesen…</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>Clean photos, in one folder or more</source>
        <translation>Saubere Fotos, in einem oder mehreren Ordnern</translation>
    </message>
    <message>
        <source>Folders of photos to learn from</source>
        <translation>Ordner mit Fotos zum Lernen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Take the chosen folder off the list</source>
        <translation>Gewählten Ordner von der Liste nehmen</translation>
    </message>
    <message>
        <source>A folder of photos to learn from</source>
        <translation>Ordner mit Fotos zum Lernen</translation>
    </message>
</context>
<context>
    <name>FolderPhotos</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read; check that its drive is connected.</source>
        <translation>Der Ordner {folder} ist nicht lesbar; prüfen Sie, ob sein Laufwerk angeschlossen ist.</translation>
    </message>
    <message>
        <source>This is the last photo in its folder.</source>
        <translation>Das ist das letzte Foto im Ordner.</translation>
    </message>
    <message>
        <source>This is the first photo in its folder.</source>
        <translation>Das ist das erste Foto im Ordner.</translation>
    </message>
</context>
<context>
    <name>FullScreen</name>
    <message>
        <source>Press Esc or F11 to leave full screen.</source>
        <translation>Esc oder F11 beendet das Vollbild.</translation>
    </message>
</context>
<context>
    <name>GateMatrix</name>
    <message>
        <source>Click a memory to see its feature maps; right click, or Space on the marked one, switches it off and on again.</source>
        <translation>Klicken Sie auf ein Gedächtnis, um seine Merkmalskarten zu sehen; ein Rechtsklick oder die Leertaste auf dem markierten schaltet es aus und wieder ein.</translation>
    </message>
    <message>
        <source>Gate matrix: rows gate units, columns memories</source>
        <translation>Gate-Matrix: Zeilen Gate-Einheiten, Spalten Gedächtnisse</translation>
    </message>
    <message>
        <source>Point at a memory to read it</source>
        <translation>Zum Ablesen auf ein Gedächtnis zeigen</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Gate {block} · {memory} · mean norm {mean:.4f}</source>
        <translation>Gate {block} · {memory} · mittlere Norm {mean:.4f}</translation>
    </message>
    <message>
        <source>Gate {block} · {memory} · not measured yet</source>
        <translation>Gate {block} · {memory} · noch nicht gemessen</translation>
    </message>
    <message>
        <source>Gate {block} · {memory} · {change} dB</source>
        <translation>Gate {block} · {memory} · {change} dB</translation>
    </message>
    <message>
        <source>Gate {block} · {memory} · changes the picture by {rms:.1f} (RMS)</source>
        <translation>Gate {block} · {memory} · ändert das Bild um {rms:.1f} (RMS)</translation>
    </message>
    <message>
        <source>{cell}  (off)</source>
        <translation>{cell}  (aus)</translation>
    </message>
    <message>
        <source>Gate {block}</source>
        <translation>Gate {block}</translation>
    </message>
</context>
<context>
    <name>GateNormPanel</name>
    <message>
        <source>Point at a curve to read it; click it to mark its memories.</source>
        <translation>Zeigen: Kurve ablesen. Klicken: ihre Gedächtnisse markieren.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Figures of the gate units</source>
        <translation>Werte der Gate-Einheiten</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Wheel, pinch</source>
        <translation>Mausrad, zwei Finger</translation>
    </message>
    <message>
        <source>Zoom at the mouse</source>
        <translation>An der Maus zoomen</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Das Foto verschieben</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Whole photo, or 100 % at the mouse</source>
        <translation>Ganzes Foto oder 100 % an der Maus</translation>
    </message>
    <message>
        <source>Drag the line</source>
        <translation>Die Linie ziehen</translation>
    </message>
    <message>
        <source>Split view: show more of before or after</source>
        <translation>Geteilte Ansicht: mehr von vorher oder nachher zeigen</translation>
    </message>
    <message>
        <source>Double click the line</source>
        <translation>Doppelklick auf die Linie</translation>
    </message>
    <message>
        <source>Split view: put the line in the middle</source>
        <translation>Geteilte Ansicht: Linie in die Mitte setzen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Show the pixel and what the network sees around it</source>
        <translation>Das Pixel zeigen und was das Netz darum sieht</translation>
    </message>
    <message>
        <source>Shift+Drag</source>
        <translation>Umschalt+Ziehen</translation>
    </message>
    <message>
        <source>Select a part of the photo</source>
        <translation>Einen Teil des Fotos auswählen</translation>
    </message>
    <message>
        <source>Arrow keys while selecting</source>
        <translation>Pfeiltasten beim Auswählen</translation>
    </message>
    <message>
        <source>Move the selection; with Shift its size, with Ctrl far</source>
        <translation>Auswahl verschieben; mit Umschalt Größe, mit Strg weit</translation>
    </message>
    <message>
        <source>Hold Space</source>
        <translation>Leertaste halten</translation>
    </message>
    <message>
        <source>Show the original</source>
        <translation>Das Original zeigen</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>Hinein- und herauszoomen</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Home  End</source>
        <translation>Pos1  Ende</translation>
    </message>
    <message>
        <source>Go to the first or the last corner</source>
        <translation>Zur ersten oder letzten Ecke gehen</translation>
    </message>
    <message>
        <source>Show an intermediate prediction as the after picture</source>
        <translation>Eine Zwischenvorhersage als Nachher-Bild zeigen</translation>
    </message>
    <message>
        <source>Shift+0 … 9</source>
        <translation>Umschalt+0 … 9</translation>
    </message>
    <message>
        <source>Show it as the before picture</source>
        <translation>Sie als Vorher-Bild zeigen</translation>
    </message>
</context>
<context>
    <name>GuideText</name>
    <message>
        <source># The guide is missing

`{path}` cannot be read; install MemNet GUI again.</source>
        <translation># Das Handbuch fehlt

`{path}` kann nicht gelesen werden; installieren Sie MemNet GUI neu.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>MemNet GUI guide</source>
        <translation>Handbuch zu MemNet GUI</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Contents of the guide</source>
        <translation>Inhalt des Handbuchs</translation>
    </message>
    <message>
        <source>user-guide.md</source>
        <extracomment>The file in docs/ that has the guide in your language.</extracomment>
        <translation>user-guide.de.md</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Copied what a bug report needs; it names no photos and no folders.</source>
        <translation>Kopiert, was ein Fehlerbericht braucht; er nennt keine Fotos und keine Ordner.</translation>
    </message>
    <message>
        <source>{folder} cannot be opened; the logs are kept there.</source>
        <translation>{folder} lässt sich nicht öffnen; die Protokolle liegen dort.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>after {pixels}</source>
        <translation>nach {pixels}</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Importing {name}…</source>
        <translation>{name} wird importiert…</translation>
    </message>
    <message>
        <source>The model {name} is ready. {origin}.</source>
        <translation>Das Modell {name} ist bereit. {origin}.</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>Gewichte importieren</translation>
    </message>
    <message>
        <source>What was this network trained for?</source>
        <translation>Wofür wurde dieses Netz trainiert?</translation>
    </message>
    <message>
        <source>The name {name} does not tell.</source>
        <translation>Der Name {name} sagt es nicht.</translation>
    </message>
</context>
<context>
    <name>InfoRow</name>
    <message>
        <source>Place of this photo in its folder</source>
        <translation>Platz dieses Fotos in seinem Ordner</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>PSNR and SSIM against the clean photo, of the photo and of what would be saved</source>
        <translation>PSNR und SSIM gegen das saubere Foto: die des Fotos und die dessen, was gespeichert würde</translation>
    </message>
    <message>
        <source>No photo is open</source>
        <translation>Kein Foto geöffnet</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>{bits} bit</source>
        <translation>{bits} Bit</translation>
    </message>
    <message>
        <source>{width} × {height} of it restored</source>
        <translation>{width} × {height} davon restauriert</translation>
    </message>
    <message>
        <source>{memory} of gate {block}</source>
        <translation>{memory} von Gate {block}</translation>
    </message>
    <message>
        <source>Switched off: {memories}</source>
        <translation>Ausgeschaltet: {memories}</translation>
    </message>
    <message>
        <source>own colour profile</source>
        <translation>eigenes Farbprofil</translation>
    </message>
    <message>
        <source>colour profile that cannot be read</source>
        <translation>unlesbares Farbprofil</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gespeichert</translation>
    </message>
    <message>
        <source>Intermediate predictions</source>
        <translation>Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>Memories</source>
        <translation>Gedächtnisse</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Drop a photo anywhere in this window, or choose one.</source>
        <translation>Ziehen Sie ein Foto irgendwo in dieses Fenster, oder wählen Sie eines.</translation>
    </message>
    <message>
        <source>See what it needs</source>
        <translation>Sehen, was es braucht</translation>
    </message>
    <message>
        <source>A suggestion comes up below the photo: follow it or choose a task.</source>
        <translation>Unter dem Foto erscheint ein Vorschlag: Folgen Sie ihm, oder wählen Sie eine Aufgabe.</translation>
    </message>
    <message>
        <source>Restore and save</source>
        <translation>Restaurieren und speichern</translation>
    </message>
    <message>
        <source>Press Restore, compare before with after, and save a new file.</source>
        <translation>Drücken Sie Restaurieren, vergleichen Sie vorher mit nachher, und speichern Sie eine neue Datei.</translation>
    </message>
    <message>
        <source>Drop a photo here</source>
        <translation>Ziehen Sie ein Foto hierher</translation>
    </message>
    <message>
        <source>Photos are restored on this computer and go nowhere else.</source>
        <translation>Fotos werden auf diesem Computer restauriert und gehen nirgendwohin sonst.</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Foto öffnen…</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Open a noisy sample photo, to see what restoring does</source>
        <translation>Ein verrauschtes Beispielfoto öffnen, um zu sehen, was das Restaurieren bewirkt</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Go On</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Train the same network for the rest of its budget</source>
        <translation>Dasselbe Netz für den Rest seines Budgets trainieren</translation>
    </message>
    <message>
        <source>Set Up Another Run</source>
        <translation>Neuen Lauf einrichten</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Weight norms {when}</source>
        <translation>Gewichtsnormen {when}</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Training loss</source>
        <translation>Verlust des Trainings</translation>
    </message>
    <message>
        <source>Mpx seen</source>
        <translation>gesehene Mpx</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gespeichert</translation>
    </message>
</context>
<context>
    <name>MapList</name>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
</context>
<context>
    <name>MapModel</name>
    <message>
        <source>Filter {number}: norm {norm}, values {low} to {high}</source>
        <translation>Filter {number}: Norm {norm}, Werte {low} bis {high}</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>What the gate matrix shows</source>
        <translation>Was die Gate-Matrix zeigt</translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation>Norm der Gewichte</translation>
    </message>
    <message>
        <source>Effect on the photo</source>
        <translation>Wirkung auf das Foto</translation>
    </message>
    <message>
        <source>What the result loses without each memory: the photo is restored with that memory read as zeros, its mean included. Choose it again to measure where you look now.</source>
        <translation>Was dem Ergebnis ohne das jeweilige Gedächtnis fehlt: Das Foto wird restauriert, während an dessen Stelle Nullen gelesen werden, auch anstelle seines Mittelwerts. Wählen Sie den Eintrag erneut, um dort zu messen, wohin Sie jetzt sehen.</translation>
    </message>
    <message>
        <source>How strongly the weights of each gate unit read each memory</source>
        <translation>Wie stark die Gewichte jeder Gate-Einheit das jeweilige Gedächtnis lesen</translation>
    </message>
    <message>
        <source>Cells show</source>
        <translation>Die Zellen zeigen</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Astronaut</source>
        <translation>Astronautin</translation>
    </message>
    <message>
        <source>Chelsea</source>
        <translation>Chelsea</translation>
    </message>
    <message>
        <source>Coffee</source>
        <translation>Kaffee</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>Rakete</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Sam&amp;ples</source>
        <translation>Beis&amp;piele</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>Farbs&amp;chema</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy what a bug report needs; it names no photos and no folders</source>
        <translation>Kopieren, was ein Fehlerbericht braucht; er nennt keine Fotos und keine Ordner</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ModelBox</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Imported, for the task: {task}</source>
        <translation>Importiert, für die Aufgabe: {task}</translation>
    </message>
    <message>
        <source>Imported, not the paper&apos;s network, for the task: {task}</source>
        <translation>Importiert, nicht das Netz der Veröffentlichung, für die Aufgabe: {task}</translation>
    </message>
    <message>
        <source>For the task: {task}</source>
        <translation>Für die Aufgabe: {task}</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>How many times wider and higher the photo becomes</source>
        <translation>Wie viel Mal breiter und höher das Foto wird</translation>
    </message>
</context>
<context>
    <name>ModelExporting</name>
    <message>
        <source>Stopping the export…</source>
        <translation>Der Export wird abgebrochen…</translation>
    </message>
    <message>
        <source>Exporting {name} as {format} and trying what comes of it…</source>
        <translation>{name} wird als {format} exportiert und das Ergebnis ausprobiert…</translation>
    </message>
    <message>
        <source>Exported {path}: it agrees with PyTorch within {difference}.</source>
        <translation>{path} exportiert: stimmt mit PyTorch auf {difference} überein.</translation>
    </message>
    <message>
        <source>Exported {path}: it computes exactly what PyTorch does.</source>
        <translation>{path} exportiert: rechnet genau, was PyTorch rechnet.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>Der Export wurde abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Name of results</source>
        <translation>Name der Ergebnisse</translation>
    </message>
    <message>
        <source>Text with {fields} where these belong</source>
        <translation>Text mit {fields}, wo diese hingehören</translation>
    </message>
    <message>
        <source>{problem} Until then the last name counts.</source>
        <translation>{problem} Bis dahin gilt der letzte Name.</translation>
    </message>
    <message>
        <source>{photo} becomes {result}</source>
        <translation>Aus {photo} wird {result}</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>Random weights, or those of a model that learns on</source>
        <translation>Zufällige Gewichte oder die eines Modells, das weiterlernt</translation>
    </message>
    <message>
        <source>Scratch</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Memory blocks M, recursions R and filters C</source>
        <translation>Gedächtnisblöcke M, Rekursionen R und Filter C</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Memory blocks</source>
        <translation>Gedächtnisblöcke</translation>
    </message>
    <message>
        <source>Recursions in a block</source>
        <translation>Rekursionen in einem Block</translation>
    </message>
    <message>
        <source>Filters of every layer</source>
        <translation>Filter jeder Schicht</translation>
    </message>
    <message>
        <source>Multi-supervised</source>
        <translation>Mehrfach überwacht</translation>
    </message>
    <message>
        <source>Every memory block predicts, and the result is their learned weighted sum</source>
        <translation>Jeder Gedächtnisblock sagt vorher; das Ergebnis ist ihre gelernte gewichtete Summe</translation>
    </message>
    <message>
        <source>The paper&apos;s ablation: gate units do not read the long-term memories</source>
        <translation>Die Ablation der Veröffentlichung: Gate-Einheiten lesen die Langzeitgedächtnisse nicht</translation>
    </message>
    <message>
        <source>The paper&apos;s ablation: gate units read the last recursion only</source>
        <translation>Die Ablation der Veröffentlichung: Gate-Einheiten lesen nur die letzte Rekursion</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen bei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>NormPlot</name>
    <message>
        <source>Block {block} · {memory} · filter {filter} · {value:.4f}</source>
        <translation>Block {block} · {memory} · Filter {filter} · {value:.4f}</translation>
    </message>
    <message>
        <source>Norms of the gate units&apos; weights</source>
        <translation>Normen der Gewichte der Gate-Einheiten</translation>
    </message>
    <message>
        <source>input feature map l</source>
        <translation>Eingangs-Merkmalskarte l</translation>
    </message>
    <message>
        <source>weight norm v&lt;sub&gt;m&lt;/sub&gt;(l)</source>
        <translation>Gewichtsnorm v&lt;sub&gt;m&lt;/sub&gt;(l)</translation>
    </message>
    <message>
        <source>{model}   (dashed: {other})</source>
        <translation>{model}   (gestrichelt: {other})</translation>
    </message>
</context>
<context>
    <name>ObservationList</name>
    <message>
        <source>This observation of the paper holds</source>
        <translation>Diese Beobachtung der Veröffentlichung trifft zu</translation>
    </message>
    <message>
        <source>This observation of the paper does not hold</source>
        <translation>Diese Beobachtung der Veröffentlichung trifft nicht zu</translation>
    </message>
    <message>
        <source>This observation of the paper cannot be decided</source>
        <translation>Diese Beobachtung der Veröffentlichung lässt sich nicht entscheiden</translation>
    </message>
    <message>
        <source>Lay a second model over this one to compare.</source>
        <translation>Legen Sie zum Vergleich ein zweites Modell darüber.</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Before (bicubic ×{scale})</source>
        <translation>Vorher (bikubisch ×{scale})</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>PixelProbe</name>
    <message>
        <source>Click a pixel in the photo</source>
        <translation>Klicken Sie im Foto auf ein Pixel</translation>
    </message>
    <message>
        <source>The pixel&apos;s value through the predictions</source>
        <translation>Der Wert des Pixels über die Vorhersagen</translation>
    </message>
    <message>
        <source>Reference {values} (dashed)</source>
        <translation>Referenz {values} (gestrichelt)</translation>
    </message>
</context>
<context>
    <name>Predictions</name>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>All memories</source>
        <translation>Alle Gedächtnisse</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Learned ensemble weight {weight}</source>
        <translation>Gelerntes Ensemble-Gewicht {weight}</translation>
    </message>
    <message>
        <source>RMS difference from the final picture {rms:.2f}</source>
        <translation>RMS-Abstand zum Ergebnis {rms:.2f}</translation>
    </message>
    <message>
        <source>RMS step from the picture before {rms:.2f}</source>
        <translation>RMS-Schritt vom Bild davor {rms:.2f}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>PSNR and SSIM are those of red, green and blue.</source>
        <translation>PSNR und SSIM gelten für Rot, Grün und Blau.</translation>
    </message>
    <message>
        <source>The network restores the luminance.</source>
        <translation>Das Netz restauriert die Helligkeit.</translation>
    </message>
    <message>
        <source>restored region</source>
        <translation>restaurierter Bereich</translation>
    </message>
    <message>
        <source>Only the restored region is measured.</source>
        <translation>Gemessen wird nur der restaurierte Bereich.</translation>
    </message>
    <message>
        <source>Restoring enlarges the photo first; this is of the photo at its own size.</source>
        <translation>Beim Restaurieren wird das Foto zuerst vergrößert; dies ist vom Foto in seiner eigenen Größe.</translation>
    </message>
    <message>
        <source>Restoring begins with the photo at its own size; this is of the enlarged one.</source>
        <translation>Das Restaurieren beginnt mit dem Foto in seiner eigenen Größe; dies ist vom vergrößerten.</translation>
    </message>
</context>
<context>
    <name>PredictionsPlot</name>
    <message>
        <source>Restore a photo to see how its intermediate predictions improve.</source>
        <translation>Restaurieren Sie ein Foto, um zu sehen, wie seine Zwischenvorhersagen besser werden.</translation>
    </message>
    <message>
        <source>This is a basic network: only its last memory block was trained to predict, so there are no intermediate predictions and no weights.</source>
        <translation>Dies ist ein einfaches Netz: Nur sein letzter Gedächtnisblock wurde zum Vorhersagen trainiert; es gibt also keine Zwischenvorhersagen und keine Gewichte.</translation>
    </message>
    <message>
        <source>PSNR against the clean photo, dB</source>
        <translation>PSNR gegen das saubere Foto, dB</translation>
    </message>
    <message>
        <source>Step M(m) − M(m−1), RMS on the 0–255 scale</source>
        <translation>Schritt M(m) − M(m−1), RMS auf der Skala 0–255</translation>
    </message>
    <message>
        <source>Quality of the intermediate predictions</source>
        <translation>Qualität der Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>Ensemble weights</source>
        <translation>Ensemble-Gewichte</translation>
    </message>
    <message>
        <source>Ensemble weights w&lt;sub&gt;m&lt;/sub&gt;</source>
        <translation>Ensemble-Gewichte w&lt;sub&gt;m&lt;/sub&gt;</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>dieses Modell</translation>
    </message>
    <message>
        <source>Only the final picture of this photo is kept: its intermediate predictions would take too much memory.</source>
        <translation>Von diesem Foto ist nur das Ergebnis behalten: Seine Zwischenvorhersagen bräuchten zu viel Speicher.</translation>
    </message>
    <message>
        <source>input {psnr:.2f}</source>
        <translation>Eingabe {psnr:.2f}</translation>
    </message>
    <message>
        <source>authors’ {model}</source>
        <translation>{model} der Autoren</translation>
    </message>
</context>
<context>
    <name>PredictionsStrip</name>
    <message>
        <source>Intermediate predictions</source>
        <translation>Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>The network&apos;s intermediate predictions appear here when a photo is restored.</source>
        <translation>Hier erscheinen die Zwischenvorhersagen des Netzes, sobald ein Foto restauriert wird.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Now: {how}</source>
        <translation>Jetzt: {how}</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>The colours of the window</source>
        <translation>Die Farben des Fensters</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of the window, from the next start on</source>
        <translation>Die Sprache des Fensters ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Ask before a result that was not saved is lost</source>
        <translation>F&amp;ragen, bevor ein nicht gespeichertes Ergebnis verloren geht</translation>
    </message>
    <message>
        <source>When the window closes with a restored photo</source>
        <translation>Wenn das Fenster mit einem restaurierten Foto geschlossen wird</translation>
    </message>
    <message>
        <source>Largest photo, in megapixels</source>
        <translation>Größtes Foto, in Megapixeln</translation>
    </message>
    <message>
        <source>Larger ones are not opened: they would take more memory than there may be</source>
        <translation>Größere werden nicht geöffnet: Sie könnten mehr Speicher brauchen, als da ist</translation>
    </message>
    <message>
        <source> megapixels</source>
        <translation> Megapixel</translation>
    </message>
    <message>
        <source>Model for the task: {task}</source>
        <translation>Modell für die Aufgabe: {task}</translation>
    </message>
    <message>
        <source>Chosen when a photo is opened</source>
        <translation>Wird gewählt, wenn ein Foto geöffnet wird</translation>
    </message>
    <message>
        <source>The best for the photo</source>
        <translation>Das beste für das Foto</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Largest photo</source>
        <translation>Größtes Fo&amp;to</translation>
    </message>
    <message>
        <source>&amp;Name of results</source>
        <translation>&amp;Name der Ergebnisse</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>R&amp;eset all</source>
        <translation>&amp;Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Set all preferences to what they were at first</source>
        <translation>Alle Einstellungen auf den Anfangszustand setzen</translation>
    </message>
</context>
<context>
    <name>Probing</name>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
</context>
<context>
    <name>QualityPlot</name>
    <message>
        <source>The first measurement comes soon.</source>
        <translation>Die erste Messung kommt bald.</translation>
    </message>
    <message>
        <source>Without a folder to measure on there are no PSNR curves.</source>
        <translation>Ohne einen Ordner zum Messen gibt es keine PSNR-Kurven.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Level of the damage</source>
        <translation>Stufe des Schadens</translation>
    </message>
    <message>
        <source>Show the degraded photos&apos; own PSNR, dashed</source>
        <translation>Auch das PSNR der beschädigten Fotos zeigen, gestrichelt</translation>
    </message>
    <message>
        <source>PSNR during training</source>
        <translation>PSNR beim Training</translation>
    </message>
    <message>
        <source>Mpx seen</source>
        <translation>gesehene Mpx</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>One part of a photo cannot be larger than the rest: crop to it first.</source>
        <translation>Ein Teil eines Fotos kann nicht größer sein als der Rest: Schneiden Sie erst darauf zu.</translation>
    </message>
    <message>
        <source>Drag over the part that you want; Esc takes the selection away.</source>
        <translation>Ziehen Sie über den gewünschten Teil; Esc hebt die Auswahl auf.</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Copied the result, {width} × {height} pixels.</source>
        <translation>Ergebnis kopiert, {width} × {height} Pixel.</translation>
    </message>
</context>
<context>
    <name>RivalBox</name>
    <message>
        <source>Method to compare with</source>
        <translation>Verfahren zum Vergleichen</translation>
    </message>
    <message>
        <source>Restores the photo with another method, too, and shows what came of it</source>
        <translation>Restauriert das Foto auch mit einem anderen Verfahren und zeigt, was dabei herauskam</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>Modelldatei öffnen…</translation>
    </message>
    <message>
        <source>{title} (non-commercial)</source>
        <translation>{title} (nichtkommerziell)</translation>
    </message>
</context>
<context>
    <name>RivalPanel</name>
    <message>
        <source>Cancel the comparison</source>
        <translation>Vergleich abbrechen</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Noch einmal vergleichen</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>Vergleichen &amp;mit</translation>
    </message>
</context>
<context>
    <name>Rivalling</name>
    <message>
        <source>Appears when the photo is restored.</source>
        <translation>Erscheint, wenn das Foto restauriert ist.</translation>
    </message>
</context>
<context>
    <name>Rivals</name>
    <message>
        <source>{time} on the processor</source>
        <translation>{time} auf dem Prozessor</translation>
    </message>
    <message>
        <source>{time} on the graphics card</source>
        <translation>{time} auf der Grafikkarte</translation>
    </message>
    <message>
        <source>No weights</source>
        <translation>Ohne Gewichte</translation>
    </message>
    <message>
        <source>{architecture}, {count} weights</source>
        <translation>{architecture}, {count} Gewichte</translation>
    </message>
    <message>
        <source>Told the noise: sigma {sigma:.1f}</source>
        <translation>Rauschen bekannt: Sigma {sigma:.1f}</translation>
    </message>
    <message>
        <source>Told estimated noise: sigma {sigma:.1f}</source>
        <translation>Rauschen geschätzt: Sigma {sigma:.1f}</translation>
    </message>
</context>
<context>
    <name>RunForm</name>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>How long the network learns</source>
        <translation>Wie lange das Netz lernt</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>Einheit des Budgets</translation>
    </message>
    <message>
        <source>A file name that ends in {suffix}</source>
        <translation>Ein Dateiname, der auf {suffix} endet</translation>
    </message>
    <message>
        <source>The new model</source>
        <translation>Das neue Modell</translation>
    </message>
    <message>
        <source>Go on with its interrupted run</source>
        <translation>Den unterbrochenen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>From where it stopped; the network and the task stay as they were</source>
        <translation>Von da, wo er endete; Netz und Aufgabe bleiben, wie sie waren</translation>
    </message>
    <message>
        <source>Take another name</source>
        <translation>Anderen Namen nehmen</translation>
    </message>
    <message>
        <source>Patches in a step</source>
        <translation>Ausschnitte in einem Schritt</translation>
    </message>
    <message>
        <source>Width and height of a patch</source>
        <translation>Breite und Höhe eines Ausschnitts</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>Höchste Lernrate</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Es gibt keine</translation>
    </message>
    <message>
        <source>{name} has a run that can go on.</source>
        <translation>{name} hat einen Lauf, der weitergehen kann.</translation>
    </message>
    <message>
        <source>{name} exists already.</source>
        <translation>{name} gibt es schon.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Where the model goes</source>
        <translation>Wohin das Modell kommt</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>The first picture comes with the first validation.</source>
        <translation>Das erste Bild kommt mit der ersten Validierung.</translation>
    </message>
    <message>
        <source>Sample picture, {figures}</source>
        <translation>Beispielbild, {figures}</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Restauriert</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Sauber</translation>
    </message>
</context>
<context>
    <name>SampleView</name>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Earlier validations; at the right end new ones are followed</source>
        <translation>Frühere Validierungen; ganz rechts folgt man den neuen</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save the restored photo</source>
        <translation>Das restaurierte Foto speichern</translation>
    </message>
</context>
<context>
    <name>SaveFormat</name>
    <message>
        <source>8 of the photo&apos;s {bits} bits</source>
        <translation>8 der {bits} Bit des Fotos</translation>
    </message>
    <message>
        <source>transparency</source>
        <translation>Transparenz</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>{some} and {last}</source>
        <translation>{some} und {last}</translation>
    </message>
    <message>
        <source>{format} loses {what}.</source>
        <translation>{format} verliert {what}.</translation>
    </message>
</context>
<context>
    <name>SaveOptionsRow</name>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>1 is the smallest file, 100 the best picture</source>
        <translation>1 ist die kleinste Datei, 100 das beste Bild</translation>
    </message>
    <message>
        <source>Bits a channel</source>
        <translation>Bit je Kanal</translation>
    </message>
    <message>
        <source>How finely each colour is stored</source>
        <translation>Wie fein jede Farbe gespeichert wird</translation>
    </message>
    <message>
        <source>{bits} bit, as opened</source>
        <translation>{bits} Bit, wie geöffnet</translation>
    </message>
    <message>
        <source>{bits} bit</source>
        <translation>{bits} Bit</translation>
    </message>
    <message>
        <source>Remove metadata</source>
        <translation>Metadaten entfernen</translation>
    </message>
    <message>
        <source>Leave out camera, date, place and descriptions; the colour profile stays</source>
        <translation>Kamera, Datum, Ort und Beschreibungen weglassen; das Farbprofil bleibt</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
</context>
<context>
    <name>SegmentShading</name>
    <message>
        <source>long-term</source>
        <translation>Langzeit</translation>
    </message>
    <message>
        <source>long</source>
        <translation>lang</translation>
    </message>
    <message>
        <source>short-term</source>
        <translation>Kurzzeit</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>What shall be done to the photos</source>
        <translation>Was mit den Fotos geschehen soll</translation>
    </message>
    <message>
        <source>How many times wider and higher the photos become</source>
        <translation>Wie viel Mal breiter und höher die Fotos werden</translation>
    </message>
    <message>
        <source>Which model restores the photos</source>
        <translation>Welches Modell die Fotos restauriert</translation>
    </message>
    <message>
        <source>Beside each photo</source>
        <translation>Neben jedem Foto</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Name of a result: {name}, {task} and {model} stand for the photo&apos;s and the choices</source>
        <translation>Name eines Ergebnisses: {name}, {task} und {model} stehen für den des Fotos und das Gewählte</translation>
    </message>
    <message>
        <source>Format of the results</source>
        <translation>Format der Ergebnisse</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality of JPEG, WebP, AVIF and HEIC files, 1 to 100</source>
        <translation>Qualität von JPEG-, WebP-, AVIF- und HEIC-Dateien, 1 bis 100</translation>
    </message>
    <message>
        <source>Quality </source>
        <translation>Qualität </translation>
    </message>
    <message>
        <source>Remove metadata</source>
        <translation>Metadaten entfernen</translation>
    </message>
    <message>
        <source>Leave out the camera&apos;s notes, such as time and place</source>
        <translation>Die Angaben der Kamera weglassen, etwa Zeit und Ort</translation>
    </message>
    <message>
        <source>Best for each photo</source>
        <translation>Bestes für jedes Foto</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>Speichern in</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>photo.jpg becomes {result}</source>
        <translation>Aus photo.jpg wird {result}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings of the training</source>
        <translation>Einstellungen des Trainings</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>{count} Gewichte</translation>
    </message>
    <message>
        <source>speed not measured yet</source>
        <translation>Tempo noch nicht gemessen</translation>
    </message>
    <message>
        <source>about {count} Mpx in {minutes:g} min</source>
        <translation>etwa {count} Mpx in {minutes:g} min</translation>
    </message>
    <message>
        <source>about {duration}</source>
        <translation>etwa {duration}</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard and Mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>On the photo</source>
        <translation>Auf dem Foto</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>How restorations are computed</source>
        <translation>Wie Restaurierungen berechnet werden</translation>
    </message>
    <message>
        <source>What of a colour photo goes through the network</source>
        <translation>Was von einem Farbfoto durch das Netz geht</translation>
    </message>
    <message>
        <source>Progress of the restoration</source>
        <translation>Fortschritt der Restaurierung</translation>
    </message>
    <message>
        <source>Time left and speed</source>
        <translation>Restzeit und Tempo</translation>
    </message>
    <message>
        <source>Pixel under the mouse, before and after, 0 to 255</source>
        <translation>Pixel unter der Maus, vorher und nachher, 0 bis 255</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>Preview by {model}</source>
        <translation>Vorschau von {model}</translation>
    </message>
    <message>
        <source>Choose the zoom</source>
        <translation>Zoom wählen</translation>
    </message>
</context>
<context>
    <name>Stopped</name>
    <message>
        <source>Stopped; M{number} was complete and stands for the final picture.</source>
        <translation>Abgebrochen; M{number} war vollständig und steht für das Endbild.</translation>
    </message>
    <message>
        <source>Stopped; the mean of {done} of {all} positions stands for the final picture.</source>
        <translation>Abgebrochen; das Mittel aus {done} von {all} Lagen steht für das Endbild.</translation>
    </message>
    <message>
        <source>M{number} (stopped)</source>
        <translation>M{number} (abgebrochen)</translation>
    </message>
    <message>
        <source>{done}/{all} (stopped)</source>
        <translation>{done}/{all} (abgebrochen)</translation>
    </message>
</context>
<context>
    <name>TaskBox</name>
    <message>
        <source>Denoise</source>
        <translation>Entrauschen</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Deblock</source>
        <translation>JPEG bereinigen</translation>
    </message>
    <message>
        <source>No model for this task yet; train one or open one</source>
        <translation>Noch kein Modell für diese Aufgabe; trainieren oder öffnen Sie eines</translation>
    </message>
    <message>
        <source>Remove noise</source>
        <translation>Rauschen entfernen</translation>
    </message>
    <message>
        <source>Make a photo larger, with sharp edges</source>
        <translation>Ein Foto vergrößern, mit scharfen Kanten</translation>
    </message>
    <message>
        <source>Remove the blocks and rings of strong JPEG compression</source>
        <translation>Die Blöcke und Ringe starker JPEG-Kompression entfernen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>What shall be done to the photo</source>
        <translation>Was mit dem Foto geschehen soll</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Maßstäbe</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>Standard deviation of the noise on the 0-255 scale</source>
        <translation>Standardabweichung des Rauschens auf der Skala 0-255</translation>
    </message>
    <message>
        <source>JPEG quality: the lower, the more blocks</source>
        <translation>JPEG-Qualität: je niedriger, desto mehr Blöcke</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Luminance only</source>
        <translation>Nur Helligkeit</translation>
    </message>
    <message>
        <source>Optional: other photos to measure on</source>
        <translation>Wahlweise: andere Fotos zum Messen</translation>
    </message>
    <message>
        <source>A folder of photos that are not learned from; without it there are no PSNR curves</source>
        <translation>Ein Ordner mit Fotos, aus denen nicht gelernt wird; ohne ihn gibt es keine PSNR-Kurven</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Whether the network sees red, green and blue, or one channel</source>
        <translation>Ob das Netz Rot, Grün und Blau sieht oder einen Kanal</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>Highest level</source>
        <translation>Höchste Stufe</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Measure on</source>
        <translation>Messen an</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>A folder of photos to measure on</source>
        <translation>Ordner mit Fotos zum Messen</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Not computed yet</source>
        <translation>Noch nicht berechnet</translation>
    </message>
    <message>
        <source>Not kept, for want of memory</source>
        <translation>Aus Platzmangel nicht behalten</translation>
    </message>
    <message>
        <source>Click to show it as the after picture, Shift+click as the before picture</source>
        <translation>Klick zeigt es als Nachher-Bild, Umschalt+Klick als Vorher-Bild</translation>
    </message>
    <message>
        <source>Shown as the after picture</source>
        <translation>Als Nachher-Bild gezeigt</translation>
    </message>
    <message>
        <source>Shown as the before picture</source>
        <translation>Als Vorher-Bild gezeigt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
</context>
<context>
    <name>TrainingDock</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Training goes on</source>
        <translation>Das Training läuft</translation>
    </message>
    <message>
        <source>A network is being trained.</source>
        <translation>Ein Netz wird gerade trainiert.</translation>
    </message>
    <message>
        <source>Saved, it can go on the next time the program runs.</source>
        <translation>Gespeichert kann es beim nächsten Start weiterlernen.</translation>
    </message>
    <message>
        <source>&amp;Save and close</source>
        <translation>&amp;Speichern und schließen</translation>
    </message>
    <message>
        <source>&amp;Keep training</source>
        <translation>Weiter &amp;trainieren</translation>
    </message>
    <message>
        <source>Saving; the window closes in a moment…</source>
        <translation>Wird gespeichert; das Fenster schließt sich gleich…</translation>
    </message>
    <message>
        <source>Measuring and writing the model…</source>
        <translation>Das Modell wird gemessen und geschrieben…</translation>
    </message>
    <message>
        <source>The model {name} is in the list and gets better while it learns.</source>
        <translation>Das Modell {name} steht in der Liste und wird besser, während es lernt.</translation>
    </message>
    <message>
        <source>The model {name} is trained and in the list.</source>
        <translation>Das Modell {name} ist trainiert und steht in der Liste.</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Learning…</source>
        <translation>Lernt…</translation>
    </message>
    <message>
        <source>Paused; everything so far is saved.</source>
        <translation>Angehalten; alles bisher ist gespeichert.</translation>
    </message>
    <message>
        <source>Pausing as soon as the photos are read…</source>
        <translation>Wird angehalten, sobald die Fotos gelesen sind…</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Misst…</translation>
    </message>
    <message>
        <source>Reading the photos…</source>
        <translation>Fotos werden gelesen…</translation>
    </message>
    <message>
        <source>Stopped before the first step; the run can go on later.</source>
        <translation>Vor dem ersten Schritt beendet; der Lauf kann später weitergehen.</translation>
    </message>
    <message>
        <source>Stopped before the first step.</source>
        <translation>Vor dem ersten Schritt beendet.</translation>
    </message>
    <message>
        <source>Stopped before there was a model; the run can go on later.</source>
        <translation>Beendet, bevor es ein Modell gab; der Lauf kann später weitergehen.</translation>
    </message>
    <message>
        <source>Done; {model} is in the list of models.</source>
        <translation>Fertig; {model} steht in der Liste der Modelle.</translation>
    </message>
    <message>
        <source>Stopped at {done:.0%}; {model} is in the list of models.</source>
        <translation>Bei {done:.0%} beendet; {model} steht in der Liste der Modelle.</translation>
    </message>
    <message>
        <source>Best: {figures}.</source>
        <translation>Bestes: {figures}.</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>&amp;Undo {step}</source>
        <translation>&amp;Rückgängig: {step}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo {step}</source>
        <translation>&amp;Wiederholen: {step}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>UnsavedResult</name>
    <message>
        <source>Save the result of {title}?</source>
        <translation>Das Ergebnis von {title} speichern?</translation>
    </message>
    <message>
        <source>Save the restored photo?</source>
        <translation>Das restaurierte Foto speichern?</translation>
    </message>
    <message>
        <source>It was not saved yet and is lost when the window closes.</source>
        <translation>Es ist noch nicht gespeichert und geht verloren, wenn das Fenster sich schließt.</translation>
    </message>
    <message numerus="yes">
        <source>So are the results of %n other photos.</source>
        <translation>
            <numerusform>Ebenso das Ergebnis von %n anderen Foto.</numerusform>
            <numerusform>Ebenso die Ergebnisse von %n anderen Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not ask again</source>
        <translation>Nicht mehr fragen</translation>
    </message>
</context>
<context>
    <name>WeightsPlot</name>
    <message>
        <source>Ensemble weights w_m of the intermediate predictions</source>
        <translation>Ensemble-Gewichte w_m der Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>A basic network has no ensemble weights.</source>
        <translation>Ein einfaches Netz hat keine Ensemble-Gewichte.</translation>
    </message>
    <message>
        <source>Ensemble weights during training</source>
        <translation>Ensemble-Gewichte beim Training</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Stopped; what was open is as it was.</source>
        <translation>Abgebrochen; was offen war, ist wie zuvor.</translation>
    </message>
    <message>
        <source>The result of {title} was not saved; Undo brings it back.</source>
        <translation>Das Ergebnis von {title} wurde nicht gespeichert; „Rückgängig“ holt es zurück.</translation>
    </message>
    <message>
        <source>There was no more room for the result of {titles}, which was not saved.</source>
        <translation>Für das Ergebnis von {titles} war kein Platz mehr; es war nicht gespeichert.</translation>
    </message>
    <message>
        <source>Stopped; the photo is as it was.</source>
        <translation>Abgebrochen; das Foto ist wie zuvor.</translation>
    </message>
</context>
<context>
    <name>Zooming</name>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoom</translation>
    </message>
</context>
</TS>

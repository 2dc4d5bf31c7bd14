<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchPanel</name>
    <message numerus="yes">
        <source>Looking for photos…  %n so far</source>
        <translation>
            <numerusform>Looking for photos…  %n so far</numerusform>
            <numerusform>Looking for photos…  %n so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restored</source>
        <translation>
            <numerusform>%n restored</numerusform>
            <numerusform>%n restored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done already</source>
        <translation>
            <numerusform>%n done already</numerusform>
            <numerusform>%n done already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stopped</source>
        <translation>
            <numerusform>%n stopped</numerusform>
            <numerusform>%n stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were no photos</source>
        <translation>
            <numerusform>%n file was no photo</numerusform>
            <numerusform>%n files were no photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnsavedResult</name>
    <message numerus="yes">
        <source>So are the results of %n other photos.</source>
        <translation>
            <numerusform>So is the result of %n other photo.</numerusform>
            <numerusform>So are the results of %n other photos.</numerusform>
        </translation>
    </message>
</context>
</TS>

"""Checks of the calculation as an auditor would ask for them, in the five areas of TECH-VER.

``manage.py verify`` runs them and keeps the figures for the page /method/verification/.
"""
